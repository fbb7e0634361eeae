package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Reads sender reports and writes receiver reports (RFC 3550, sections 6.4 and 6.5). */
final class Rtcp {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int HEADER = 4;
    private static final int SENDER_INFORMATION = 24;
    private static final int REPORT_BLOCK = 24;
    private static final byte[] NAME = "pantau".getBytes(StandardCharsets.US_ASCII);
    /** From 1900 to 1970. */
    private static final long NTP_EPOCH = 2_208_988_800L;
    /** NTP's seconds begin anew in 2036; what is below that is read as later. */
    private static final long NTP_ERA = 1L << 32;

    private Rtcp() {}

    /**
     * The part of a sender report that relates two clocks.
     *
     * @param source SSRC
     * @param middle the middle 32 bits of the NTP timestamp, for the answer
     */
    record Sent(int source, Instant wallClock, int timestamp, int middle) {}

    /** The first sender report of a compound packet that states a time. Position and limit stay. */
    static Optional<Sent> senderReport(ByteBuffer bytes, int start, int length) {
        int at = start;
        int end = start + length;
        while (at + HEADER <= end && (bytes.get(at) & 0xC0) == 0x80) {
            int size = HEADER + 4 * (bytes.getShort(at + 2) & 0xFFFF);
            if ((bytes.get(at + 1) & 0xFF) == SENDER_REPORT
                    && size >= HEADER + SENDER_INFORMATION
                    && at + size <= end) {
                return sent(bytes, at);
            }
            at += size;
        }
        return Optional.empty();
    }

    /** A report about one source, behind it the name that section 6.1 demands. */
    static ByteBuffer receiverReport(int reporter, Reception.Block block) {
        int chunk = 4 + 2 + NAME.length + 1;
        int padded = (chunk + 3) / 4 * 4;
        ByteBuffer out = ByteBuffer.allocate(HEADER + 4 + REPORT_BLOCK + HEADER + padded);
        out.put((byte) 0x81).put((byte) RECEIVER_REPORT).putShort((short) 7).putInt(reporter);
        out.putInt(block.source()).putInt(block.fractionLost() << 24 | block.lost() & 0xFF_FFFF);
        out.putInt(block.highest())
                .putInt(block.jitter())
                .putInt(block.lastReport())
                .putInt(block.sinceReport());
        out.put((byte) 0x81)
                .put((byte) SOURCE_DESCRIPTION)
                .putShort((short) (padded / 4))
                .putInt(reporter);
        out.put((byte) 1).put((byte) NAME.length).put(NAME);
        return out.rewind();
    }

    /** A camera without a clock states 0 (section 4). */
    private static Optional<Sent> sent(ByteBuffer bytes, int at) {
        long seconds = bytes.getInt(at + 8) & 0xFFFF_FFFFL;
        long fraction = bytes.getInt(at + 12) & 0xFFFF_FFFFL;
        if (seconds == 0) {
            return Optional.empty();
        }
        long era = seconds < NTP_ERA / 2 ? NTP_ERA : 0;
        Instant wallClock = Instant.ofEpochSecond(era + seconds - NTP_EPOCH, fraction * 1_000_000_000L >>> 32);
        int middle = (int) (seconds << 16 | fraction >>> 16);
        return Optional.of(new Sent(bytes.getInt(at + 4), wallClock, bytes.getInt(at + 16), middle));
    }
}
