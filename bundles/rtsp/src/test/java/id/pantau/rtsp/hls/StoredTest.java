package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stored bytes")
class StoredTest {
    private final SlabPool pool = new SlabPool(4096, 8192);

    @Test
    @DisplayName("go back to the pool with the last holder, and nobody can hold them after that")
    void goBackWithTheLastHolder() {
        Stored stored = new Stored(List.of(), List.of(Objects.requireNonNull(pool.acquire())));
        assertTrue(stored.hold());
        stored.release();
        assertEquals(4096, pool.usedBytes());
        stored.release();
        assertEquals(0, pool.usedBytes());
        assertFalse(stored.hold());
        assertThrows(IllegalStateException.class, stored::release);
    }

    @Test
    @DisplayName("never take more than the pool's maximum")
    void neverTakeMore() {
        assertTrue(pool.acquire() != null && pool.acquire() != null);
        assertEquals(null, pool.acquire());
        assertEquals(8192, pool.usedBytes());
    }
}
