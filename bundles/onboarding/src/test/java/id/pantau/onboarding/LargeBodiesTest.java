package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
@DisplayName("Of large bodies")
class LargeBodiesTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LARGE = LargeBodies.SMALL + 1;

    private final LargeBodies bodies = new LargeBodies();

    private int read(LargeBodies.Place place, int bytes) throws IOException {
        return place.read(new ByteArrayInputStream(new byte[bytes]), 2 * LARGE, LONGEST).length;
    }

    @Test
    @DisplayName("one is in memory at a time, and small ones pass it by")
    void one() throws Exception {
        AtomicReference<Thread> other = new AtomicReference<>();
        CompletableFuture<Integer> second;
        try (LargeBodies.Place first = bodies.place()) {
            assertEquals(LARGE, read(first, LARGE));
            second = CompletableFuture.supplyAsync(() -> {
                other.set(Thread.currentThread());
                try (LargeBodies.Place place = bodies.place()) {
                    return read(place, LARGE);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> other.get() != null && other.get().getState() == Thread.State.TIMED_WAITING);
            try (LargeBodies.Place small = bodies.place()) {
                assertEquals(LargeBodies.SMALL, read(small, LargeBodies.SMALL));
            }
            assertFalse(second.isDone());
        }
        assertEquals(LARGE, second.join());
    }

    @Test
    @DisplayName("none is read beyond what is asked for, or for longer than it may take")
    void bounded() throws Exception {
        try (LargeBodies.Place place = bodies.place()) {
            assertEquals(2 * LARGE, read(place, 3 * LARGE));
        }
        try (LargeBodies.Place place = bodies.place()) {
            assertThrows(
                    IOException.class,
                    () -> place.read(new ByteArrayInputStream(new byte[LARGE]), LARGE, Duration.ofNanos(-1)));
        }
    }
}
