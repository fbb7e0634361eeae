package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera's newest picture")
class NewestPictureTest {
    private final SlabPool pool = new SlabPool(64 << 10, 16 << 20);
    private final NewestPicture newest = new NewestPicture(7, pool);

    @Test
    @DisplayName("takes the place of the one before, which a reader keeps until it is done")
    void replaces() {
        newest.put(picture(100_000, 1));
        HlsResource first = newest.find().orElseThrow();
        newest.put(picture(50_000, 2));
        try (HlsResource second = newest.find().orElseThrow()) {
            assertArrayEquals(picture(50_000, 2).array(), HlsServer.bytes(second));
            assertNotEquals(first.etag(), second.etag());
            assertFalse(second.immutable());
        }
        assertArrayEquals(picture(100_000, 1).array(), HlsServer.bytes(first));
        first.close();
        newest.close();
        assertEquals(0, pool.usedBytes());
    }

    @Test
    @DisplayName("takes no more memory however many come and however large they are")
    void isBounded() {
        for (int i = 0; i < 200; i++) {
            newest.put(picture(NewestPicture.MAXIMUM_BYTES - i, i));
        }
        newest.put(picture(NewestPicture.MAXIMUM_BYTES + 1, 7));
        assertTrue(pool.usedBytes() <= 2L * NewestPicture.MAXIMUM_BYTES + (128 << 10), pool.usedBytes() + " bytes");
        assertEquals(pool.usedBytes(), newest.bytes());
        newest.clear();
        assertTrue(newest.find().isEmpty());
    }

    private static ByteBuffer picture(int size, int tag) {
        return ByteBuffer.allocate(size).put(0, (byte) tag);
    }
}
