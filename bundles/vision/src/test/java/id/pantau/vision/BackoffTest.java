package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A back-off")
class BackoffTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofMinutes(1));

    @Test
    @DisplayName("waits twice as long after each failure, up to a bound")
    void doubles() {
        assertFalse(backoff.waits(0));
        long now = -5 * SECOND;
        for (long seconds : new long[] {1, 2, 4, 8, 8, 8}) {
            backoff.failed(now);
            assertTrue(backoff.waits(now + seconds * SECOND - 1));
            assertFalse(backoff.waits(now + seconds * SECOND));
            now += seconds * SECOND;
        }
    }

    @Test
    @DisplayName("begins anew after a success, or when nothing failed for long")
    void forgives() {
        backoff.failed(0);
        backoff.failed(SECOND);
        assertEquals(2 * SECOND, backoff.delay());
        backoff.failed(70 * SECOND);
        assertEquals(SECOND, backoff.delay());
        backoff.failed(71 * SECOND);
        backoff.succeeded();
        assertFalse(backoff.waits(71 * SECOND));
        backoff.failed(72 * SECOND);
        assertEquals(SECOND, backoff.delay());
    }
}
