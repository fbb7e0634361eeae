package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Makes RTP packets by hand. */
final class Packets {
    static final int PAYLOAD_TYPE = 96;
    static final byte[] SPS = Base64.getDecoder().decode("Z0LADdkBYJbARAAAAwAEAAADAMg8UKkg");
    static final byte[] SPS_HD = Base64.getDecoder().decode("Z01AKOygPAET8uAiAAADAAIAAAMAZB4wYyw=");
    static final byte[] PPS = Base64.getDecoder().decode("aMuDyyA=");
    static final byte[] PPS_HD = Base64.getDecoder().decode("aM4PyA==");

    private Packets() {}

    static ByteBuffer packet(int sequence, long timestamp, boolean marker, byte[] payload) {
        return packet(sequence, timestamp, marker, payload, 0x1234);
    }

    static ByteBuffer packet(int sequence, long timestamp, boolean marker, byte[] payload, int source) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) (PAYLOAD_TYPE | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt(source)
                .put(payload)
                .flip();
    }

    /** A slice that begins with macroblock 0, and is told apart by its tag. */
    static byte[] slice(int type, int tag) {
        return new byte[] {(byte) (0x60 | type), (byte) 0x80, (byte) tag, 0x11};
    }

    /** A further slice of a picture. */
    static byte[] laterSlice(int type, int tag) {
        return new byte[] {(byte) (0x60 | type), 0x40, (byte) tag, 0x11};
    }

    static byte[] fragment(byte[] nal, int from, int to) {
        boolean first = from == 1;
        boolean last = to == nal.length;
        byte[] payload = new byte[2 + to - from];
        payload[0] = (byte) (nal[0] & 0xE0 | 28);
        payload[1] = (byte) (nal[0] & 0x1F | (first ? 0x80 : 0) | (last ? 0x40 : 0));
        System.arraycopy(nal, from, payload, 2, to - from);
        return payload;
    }

    static byte[] aggregate(byte[]... nals) {
        ByteBuffer payload = ByteBuffer.allocate(64 << 10).put((byte) 0x78);
        for (byte[] nal : nals) {
            payload.putShort((short) nal.length).put(nal);
        }
        byte[] result = new byte[payload.position()];
        payload.flip().get(result);
        return result;
    }
}
