package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A camera of 25 pictures per second, made up: what it sends is not decodable, but of known size and time. */
final class Pictures {
    static final VideoFormat CIF = format("Z0LADdkBYJbARAAAAwAEAAADAMg8UKkg", "aMuDyyA=");
    static final VideoFormat FULL_HD = format("Z01AKOygPAET8uAiAAADAAIAAAMAZB4wYyw=", "aM4PyA==");
    static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final int TICKS = 3_600;

    private final HlsStream stream;
    private Instant now = START;
    private long dts = 1_000_000;
    private int count;
    private int size = 1000;

    Pictures(HlsStream stream) {
        this.stream = stream;
    }

    Pictures size(int bytes) {
        size = bytes;
        return this;
    }

    /** @param gop pictures from one key picture to the next */
    Pictures send(int pictures, int gop) {
        for (int i = 0; i < pictures; i++) {
            send(count % gop == 0);
        }
        return this;
    }

    void send(boolean key) {
        byte[] data = new byte[size];
        ByteBuffer.wrap(data).putInt(size - 4).putInt(count);
        stream.append(new AccessUnit(ByteBuffer.wrap(data), dts, dts, key, now));
        dts += TICKS;
        now = now.plusMillis(40);
        count++;
    }

    /** The camera sends nothing, and its clock goes on. */
    Pictures pause(Duration length) {
        dts += length.toMillis() * 90;
        now = now.plus(length);
        return this;
    }

    /** The connection is lost, and another one comes with times of its own and a key picture. */
    Pictures reconnect(Duration after) {
        stream.discontinuity();
        now = now.plus(after);
        dts = 5;
        count = 0;
        return this;
    }

    /** Where the first picture of a part or segment lies in it, by what its header says (ISO/IEC 14496-12, section 8.8.8). */
    static int first(ByteBuffer media) {
        String text = StandardCharsets.ISO_8859_1.decode(media.duplicate()).toString();
        int moof = text.indexOf("moof") - 4;
        return moof + media.getInt(text.indexOf("trun") + 12);
    }

    private static VideoFormat format(String sps, String pps) {
        try {
            return VideoFormat.h264(List.of(bytes(sps)), List.of(bytes(pps)));
        } catch (MalformedMediaException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteBuffer bytes(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    }
}
