package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes nested boxes (ISO/IEC 14496-12, section 4.2); big-endian, growing. */
final class BoxWriter {
    private static final int DEEPEST = 16;

    private final int[] starts = new int[DEEPEST];
    private int depth;
    private byte[] bytes;
    private int size;

    BoxWriter(int capacity) {
        bytes = new byte[capacity];
    }

    BoxWriter begin(String type) {
        starts[depth++] = size;
        return u32(0).ascii(type);
    }

    /** A box with version and flags. */
    BoxWriter begin(String type, int version, int flags) {
        return begin(type).u32(version << 24 | flags);
    }

    BoxWriter end() {
        int start = starts[--depth];
        patch(start, size - start);
        return this;
    }

    BoxWriter u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    BoxWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    BoxWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    BoxWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    BoxWriter zeros(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
        return this;
    }

    BoxWriter ascii(String text) {
        return put(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    BoxWriter put(ByteBuffer data) {
        int length = data.remaining();
        reserve(length);
        data.get(bytes, size, length);
        size += length;
        return this;
    }

    void patch(int position, int value) {
        ByteBuffer.wrap(bytes).putInt(position, value);
    }

    int size() {
        return size;
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }

    private void reserve(int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
    }
}
