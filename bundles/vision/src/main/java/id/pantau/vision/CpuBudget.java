package id.pantau.vision;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * CPU time that comes in at a constant rate, and is spent on pictures. What was spent too much is paid back before the
 * next one. Thread-safe.
 */
final class CpuBudget {
    /** What is not spent is kept for so long, and what is overspent is owed for so long at most. */
    private static final long HORIZON = TimeUnit.SECONDS.toNanos(4);

    private final int percent;
    private final LongSupplier clock;
    private final long most;
    private long balance;
    private long counted;

    /**
     * @param percent of one core
     * @param clock nanoseconds that pass
     */
    CpuBudget(int percent, LongSupplier clock) {
        this.percent = percent;
        this.clock = clock;
        this.most = HORIZON / 100 * percent;
        this.balance = most;
        this.counted = clock.getAsLong();
    }

    /** CPU time that was spent. */
    synchronized void spent(Duration cpu) {
        earn();
        balance = Math.max(-most, balance - cpu.toNanos());
    }

    /**
     * Whether a picture may be decoded now.
     *
     * @param wanted by somebody: the others get what is left over
     */
    synchronized boolean allows(boolean wanted) {
        earn();
        return balance > (wanted ? 0 : most / 2);
    }

    private void earn() {
        long now = clock.getAsLong();
        balance = Math.min(most, balance + (now - counted) / 100 * percent);
        counted = now;
    }
}
