package id.pantau.rtsp.fuzz;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Makes something of arbitrary bytes that comes deeper than the first check. */
final class Input {
    private static final int PAYLOAD_TYPE = 96;

    private Input() {}

    /**
     * Packets on a source that usually counts up: before each payload, a byte with its length and a byte whose bits say
     * marker, next timestamp, and what is odd about its header.
     */
    static void packets(byte[] input, Consumer<ByteBuffer> sink) {
        int sequence = 0;
        int timestamp = 0;
        int at = 0;
        while (at + 2 <= input.length) {
            int length = Math.min(input[at] & 0xFF, input.length - at - 2);
            int flags = input[at + 1] & 0xFF;
            timestamp += (flags & 1) != 0 ? 3_600 : 0;
            timestamp += (flags & 0x40) != 0 ? (flags & 0x30) << 24 : 0;
            sequence += (flags & 0x80) != 0 ? flags & 7 : 1;
            ByteBuffer packet = ByteBuffer.allocate(12 + length)
                    .put((byte) ((flags & 8) != 0 ? 0x80 | flags & 0x3F : 0x80))
                    .put((byte) (PAYLOAD_TYPE | ((flags & 2) != 0 ? 0x80 : 0)))
                    .putShort((short) sequence)
                    .putInt(timestamp)
                    .putInt((flags & 4) != 0 && (flags & 8) != 0 ? 7 : 1)
                    .put(input, at + 2, length)
                    .flip();
            sink.accept(packet);
            at += 2 + length;
        }
    }

    static void require(boolean condition, String promise) {
        if (!condition) {
            throw new IllegalStateException(promise);
        }
    }
}
