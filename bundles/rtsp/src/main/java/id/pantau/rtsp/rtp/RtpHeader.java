package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;

/** The header of the packet at hand (RFC 3550, section 5.1); one instance is read again for every packet. */
final class RtpHeader {
    private static final int FIXED_LENGTH = 12;

    int payloadType;
    int sequence;
    int timestamp;
    int source;
    boolean marker;
    int payloadStart;
    int payloadEnd;

    /** @return false when the bytes are no RTP packet */
    boolean read(ByteBuffer bytes, int start, int length) {
        if (length < FIXED_LENGTH) {
            return false;
        }
        int first = bytes.get(start) & 0xFF;
        int second = bytes.get(start + 1) & 0xFF;
        marker = (second & 0x80) != 0;
        payloadType = second & 0x7F;
        sequence = bytes.getShort(start + 2) & 0xFFFF;
        timestamp = bytes.getInt(start + 4);
        source = bytes.getInt(start + 8);
        payloadStart = start + FIXED_LENGTH + 4 * (first & 0x0F);
        payloadEnd = start + length;
        if ((first & 0x10) != 0) {
            if (payloadStart + 4 > payloadEnd) {
                return false;
            }
            payloadStart += 4 + 4 * (bytes.getShort(payloadStart + 2) & 0xFFFF);
        }
        if ((first & 0x20) != 0) {
            payloadEnd -= bytes.get(payloadEnd - 1) & 0xFF;
        }
        return first >> 6 == 2 && payloadStart <= payloadEnd;
    }
}
