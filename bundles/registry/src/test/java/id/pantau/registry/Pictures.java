package id.pantau.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** Pictures of a few bytes. */
final class Pictures {
    private Pictures() {}

    static Snapshot of(Instant takenAt, int... bytes) {
        ByteBuffer jpeg = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            jpeg.put((byte) b);
        }
        return new Snapshot(jpeg.flip(), takenAt);
    }

    static void assertSame(Snapshot expected, Optional<Snapshot> found) {
        assertArrayEquals(bytes(expected), bytes(found.orElseThrow()));
        assertEquals(expected.takenAt(), found.orElseThrow().takenAt());
    }

    private static byte[] bytes(Snapshot picture) {
        ByteBuffer jpeg = picture.jpeg();
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.get(bytes);
        return bytes;
    }
}
