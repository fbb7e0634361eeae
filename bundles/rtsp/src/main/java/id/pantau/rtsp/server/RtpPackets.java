package id.pantau.rtsp.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes interleaved RTP (RFC 3550, RFC 6184 packetization mode 1: single NAL units and FU-A) and RTCP packets, of payload
 * type 96. For one thread.
 */
public final class RtpPackets {
    private static final int MAX_PAYLOAD_BYTES = 1400;
    private static final int INTERLEAVED_BYTES = 4;
    private static final int RTP_HEADER_BYTES = 12;
    private static final int FU_A = 28;
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;
    private static final byte[] CNAME = "camera".getBytes(StandardCharsets.US_ASCII);

    private final int channel;
    private final int ssrc;
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 16);
    private int packetCount;
    private int byteCount;

    /** @param channel that carries RTP, 0 to 254; the next one carries RTCP */
    public RtpPackets(int channel, int ssrc) {
        this.channel = channel;
        this.ssrc = ssrc;
    }

    int ssrc() {
        return ssrc;
    }

    int nextSequence() {
        return sequence;
    }

    /** One access unit, a key frame with its parameter sets before it. */
    void picture(ByteBuffer out, VideoClip clip, AccessUnit unit, int timestamp) {
        if (unit.key()) {
            nal(out, clip.sps(), timestamp, false);
            nal(out, clip.pps(), timestamp, false);
        }
        picture(out, unit.nals(), timestamp);
    }

    /**
     * One access unit.
     *
     * @param out with room for {@link #bytes}
     * @param nals its NAL units without start codes or lengths, none empty
     * @param timestamp in ticks of 90 kHz, when it is shown
     */
    public void picture(ByteBuffer out, List<byte[]> nals, int timestamp) {
        int last = nals.size() - 1;
        for (int i = 0; i <= last; i++) {
            nal(out, nals.get(i), timestamp, i == last);
        }
    }

    /** At most so many bytes an access unit takes. */
    public static int bytes(List<byte[]> nals) {
        int overhead = INTERLEAVED_BYTES + RTP_HEADER_BYTES + 2;
        return nals.stream()
                .mapToInt(nal -> nal.length + overhead * (1 + nal.length / (MAX_PAYLOAD_BYTES - 2)))
                .sum();
    }

    private void nal(ByteBuffer out, byte[] nal, int timestamp, boolean last) {
        if (nal.length <= MAX_PAYLOAD_BYTES) {
            header(out, nal.length, timestamp, last);
            out.put(nal);
            return;
        }
        int piece = MAX_PAYLOAD_BYTES - 2;
        for (int at = 1; at < nal.length; at += piece) {
            int length = Math.min(piece, nal.length - at);
            boolean first = at == 1;
            boolean end = at + length == nal.length;
            header(out, length + 2, timestamp, last && end);
            out.put((byte) (nal[0] & 0xe0 | FU_A));
            out.put((byte) ((first ? 0x80 : 0) | (end ? 0x40 : 0) | nal[0] & 0x1f));
            out.put(nal, at, length);
        }
    }

    private void header(ByteBuffer out, int payload, int timestamp, boolean marker) {
        out.put((byte) '$').put((byte) channel).putShort((short) (RTP_HEADER_BYTES + payload));
        out.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | Sdp.PAYLOAD_TYPE));
        out.putShort((short) sequence).putInt(timestamp).putInt(ssrc);
        sequence = sequence + 1 & 0xffff;
        packetCount++;
        byteCount += payload;
    }

    /**
     * A sender report, with the CNAME that RFC 3550, 6.1 demands beside it.
     *
     * @param ahead how much the camera's clock is
     */
    void report(ByteBuffer out, int timestamp, Duration ahead) {
        int chunk = 4 + 2 + CNAME.length + 1;
        int padded = (chunk + 3) / 4 * 4;
        out.put((byte) '$').put((byte) (channel + 1)).putShort((short) (28 + 4 + padded));
        out.put((byte) 0x80).put((byte) SENDER_REPORT).putShort((short) 6).putInt(ssrc);
        Instant now = Instant.now().plus(ahead);
        out.putInt((int) (now.getEpochSecond() + NTP_EPOCH_SECONDS));
        out.putInt((int) (((long) now.getNano() << 32) / 1_000_000_000L));
        out.putInt(timestamp).putInt(packetCount).putInt(byteCount);
        out.put((byte) 0x81)
                .put((byte) SOURCE_DESCRIPTION)
                .putShort((short) (padded / 4))
                .putInt(ssrc);
        out.put((byte) 1).put((byte) CNAME.length).put(CNAME).put(new byte[padded - chunk + 1]);
    }
}
