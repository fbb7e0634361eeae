package id.pantau.vendor.push;

import id.pantau.vendor.push.Video.Codec;
import java.nio.ByteBuffer;

/** Sees in RTP packets where key pictures begin (RFC 6184, RFC 7798). For one stream, on one thread. */
final class KeyPictures {
    private final Codec codec;
    private int timestamp;
    private boolean inKeyPicture;

    KeyPictures(Codec codec) {
        this.codec = codec;
    }

    /**
     * Whether a key picture, or its parameter sets, begins with this packet.
     *
     * @param packet a whole RTP packet of the stream, in the order sent; position and limit stay
     */
    boolean beginsWith(ByteBuffer packet) {
        int payload = payload(packet);
        int time = packet.getInt(packet.position() + 4);
        if (inKeyPicture && time == timestamp) {
            return false;
        }
        inKeyPicture =
                payload < packet.limit() && (codec == Codec.H264 ? h264(packet, payload) : h265(packet, payload));
        timestamp = time;
        return inKeyPicture;
    }

    private static int payload(ByteBuffer packet) {
        int start = packet.position();
        int at = start + 12 + 4 * (packet.get(start) & 0x0F);
        if ((packet.get(start) & 0x10) != 0 && at + 4 <= packet.limit()) {
            at += 4 + 4 * (packet.getShort(at + 2) & 0xFFFF);
        }
        return at;
    }

    private static boolean h264(ByteBuffer packet, int at) {
        int type = packet.get(at) & 0x1F;
        if (type == 24 && at + 3 < packet.limit()) {
            return isKeyH264(packet.get(at + 3) & 0x1F);
        }
        if (type == 28 && at + 1 < packet.limit()) {
            int header = packet.get(at + 1);
            return (header & 0x80) != 0 && isKeyH264(header & 0x1F);
        }
        return isKeyH264(type);
    }

    private static boolean isKeyH264(int type) {
        return type == 5 || type == 7;
    }

    private static boolean h265(ByteBuffer packet, int at) {
        int type = packet.get(at) >> 1 & 0x3F;
        if (type == 48 && at + 4 < packet.limit()) {
            return isKeyH265(packet.get(at + 4) >> 1 & 0x3F);
        }
        if (type == 49 && at + 2 < packet.limit()) {
            int header = packet.get(at + 2);
            return (header & 0x80) != 0 && isKeyH265(header & 0x3F);
        }
        return isKeyH265(type);
    }

    private static boolean isKeyH265(int type) {
        return type >= 16 && type <= 21 || type == 32 || type == 33;
    }
}
