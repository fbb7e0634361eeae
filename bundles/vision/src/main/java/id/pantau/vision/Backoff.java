package id.pantau.vision;

import java.time.Duration;

/** Keeps what fails again and again from being tried again and again: twice as long each time. Not thread-safe. */
final class Backoff {
    private final long first;
    private final long most;
    private final long forgiven;
    private int failures;
    private long failedAt;

    /**
     * @param first how long to wait after the first failure
     * @param most how long to wait at most
     * @param forgiven after which without a failure the next one counts as the first
     */
    Backoff(Duration first, Duration most, Duration forgiven) {
        this.first = first.toNanos();
        this.most = most.toNanos();
        this.forgiven = forgiven.toNanos();
    }

    /** @param nanos now */
    void failed(long nanos) {
        failures = failures > 0 && nanos - failedAt > forgiven + delay() ? 1 : failures + 1;
        failedAt = nanos;
    }

    /** Whether to wait on. */
    boolean waits(long nanos) {
        return failures > 0 && nanos - failedAt < delay();
    }

    void succeeded() {
        failures = 0;
    }

    /** After the latest failure, in nanoseconds; 0 where there was none. */
    long delay() {
        return failures == 0 ? 0 : Math.min(most, first << Math.min(failures - 1, 20));
    }
}
