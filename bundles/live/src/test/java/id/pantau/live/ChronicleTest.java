package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import id.pantau.service.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chronicle of cameras' status")
class ChronicleTest {
    private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 20;

    private final Registry registry = new Registry();
    private volatile @Nullable History present = registry;
    private final Chronicle chronicle =
            new Chronicle(() -> present, () -> NOW, Duration.ofMillis(50), Duration.ofMillis(20), MOST);

    private static final class Registry implements History {
        final List<String> rows = new CopyOnWriteArrayList<>();
        final List<Instant> beats = new CopyOnWriteArrayList<>();
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile boolean broken;

        @Override
        public void record(List<StatusChange> changes) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            changes.forEach(change -> rows.add(change.camera()));
        }

        @Override
        public void alive(Instant at) {
            beats.add(at);
        }

        @Override
        public List<StatusChange> of(String camera, Instant from, Instant to, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Uptime> uptime(Instant from, Instant to, Uptime.By by) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void close() {
        registry.gate.countDown();
        chronicle.close();
    }

    private void add(int first, int last) {
        IntStream.rangeClosed(first, last)
                .mapToObj(i -> new StatusChange("cam" + i, NOW, Status.OFFLINE, Optional.of(Reason.NO_VIDEO), ""))
                .forEach(chronicle::add);
    }

    private static List<String> names(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "cam" + i).toList();
    }

    @Test
    @DisplayName("is handed over in order, and says again and again that the platform runs")
    void handsOver() {
        add(1, 5);
        await().atMost(PATIENCE).until(() -> registry.rows.equals(names(1, 5)));
        await().atMost(PATIENCE).until(() -> registry.beats.size() >= 3);
        add(6, 6);
        await().atMost(PATIENCE).until(() -> registry.rows.equals(names(1, 6)));
    }

    @Test
    @DisplayName("keeps the newest changes while the history is away, and loses none that fit")
    void historyAway() {
        present = null;
        add(1, MOST + 5);
        present = registry;
        await().atMost(PATIENCE).until(() -> registry.rows.equals(names(6, MOST + 5)));
    }

    @Test
    @DisplayName("loses and repeats nothing when the history fails and recovers")
    void historyFails() {
        registry.broken = true;
        add(1, 3);
        await().atMost(PATIENCE).until(() -> registry.beats.isEmpty() || registry.rows.isEmpty());
        add(4, 5);
        registry.broken = false;
        await().atMost(PATIENCE).until(() -> registry.rows.equals(names(1, 5)));
    }

    @Test
    @DisplayName("takes changes at once, and a bounded number, while the history hangs")
    void historyHangs() {
        registry.gate = new CountDownLatch(1);
        add(1, 1);
        add(2, 10 * MOST);
        registry.gate.countDown();
        await().atMost(PATIENCE).until(() -> !registry.rows.isEmpty() && registry.rows.contains("cam" + 10 * MOST));
        assertTrue(registry.rows.size() <= 2 * MOST, registry.rows::toString);
        assertEquals(registry.rows.stream().distinct().count(), registry.rows.size(), "a row came twice");
    }

    @Test
    @DisplayName("hands over what waits, and a last sign of life, when it closes")
    void closes() {
        registry.broken = true;
        add(1, 3);
        await().atMost(PATIENCE).until(() -> registry.rows.isEmpty());
        registry.broken = false;
        registry.beats.clear();
        chronicle.close();
        assertEquals(names(1, 3), registry.rows);
        assertTrue(!registry.beats.isEmpty());
    }
}
