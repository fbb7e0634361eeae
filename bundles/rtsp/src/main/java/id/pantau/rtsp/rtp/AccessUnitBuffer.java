package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the NAL units of one picture, each behind its length in four bytes. Bounded. */
final class AccessUnitBuffer {
    private static final int FIRST_CAPACITY = 16 << 10;
    private static final int LENGTH_BYTES = 4;

    private final int maximum;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;
    private int nalStart = -1;

    AccessUnitBuffer(int maximum) {
        this.maximum = maximum;
    }

    /** @return false when the picture grows beyond the bound */
    boolean beginNal() {
        if (!reserve(LENGTH_BYTES)) {
            return false;
        }
        nalStart = size;
        size += LENGTH_BYTES;
        return true;
    }

    /** @return false when the picture grows beyond the bound */
    boolean append(int value) {
        if (!reserve(1)) {
            return false;
        }
        bytes[size++] = (byte) value;
        return true;
    }

    /** @return false when the picture grows beyond the bound */
    boolean append(ByteBuffer source, int start, int length) {
        if (!reserve(length)) {
            return false;
        }
        source.get(start, bytes, size, length);
        size += length;
        return true;
    }

    boolean inNal() {
        return nalStart >= 0;
    }

    void endNal() {
        int length = size - nalStart - LENGTH_BYTES;
        bytes[nalStart] = (byte) (length >>> 24);
        bytes[nalStart + 1] = (byte) (length >>> 16);
        bytes[nalStart + 2] = (byte) (length >>> 8);
        bytes[nalStart + 3] = (byte) length;
        nalStart = -1;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** What is collected; valid until the next change. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size).asReadOnlyBuffer();
    }

    void clear() {
        size = 0;
        nalStart = -1;
    }

    private boolean reserve(int length) {
        if (length > maximum - size) {
            return false;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maximum, Math.max(size + length, bytes.length * 2)));
        }
        return true;
    }
}
