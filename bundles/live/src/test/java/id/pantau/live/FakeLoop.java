package id.pantau.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A loop whose time passes only when a test says so; its tasks run on the test's thread. */
final class FakeLoop implements Loop {
    private static final Instant ORIGIN = Instant.parse("2026-11-01T00:00:00Z");

    private record Task(long at, long order, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long nanos;
    private long order;

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        Task added = new Task(nanos + delay.toNanos(), order++, task);
        tasks.add(added);
        return () -> {
            synchronized (this) {
                tasks.remove(added);
            }
        };
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return ORIGIN.plusNanos(nanos());
    }

    /** How many tasks wait. */
    synchronized int waiting() {
        return tasks.size();
    }

    /** Lets time pass. */
    void advance(Duration time) {
        long end = nanos() + time.toNanos();
        for (Task task = next(end); task != null; task = next(end)) {
            task.work().run();
        }
        synchronized (this) {
            nanos = end;
        }
    }

    /** Runs what is due now. */
    void settle() {
        advance(Duration.ZERO);
    }

    private synchronized @Nullable Task next(long end) {
        Task first = tasks.peek();
        if (first == null || first.at() > end) {
            return null;
        }
        tasks.remove();
        nanos = Math.max(nanos, first.at());
        return first;
    }
}
