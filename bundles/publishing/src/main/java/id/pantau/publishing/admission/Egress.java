package id.pantau.publishing.admission;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What was sent, and how fast over the last ten seconds. Thread-safe; {@link #tick} is one thread's. */
final class Egress {
    private static final int SLOTS = 11;

    private final LongAdder bytes = new LongAdder();
    private final long[] totals = new long[SLOTS];
    private final long[] moments = new long[SLOTS];
    private int ticks;
    private volatile long rate;

    void sent(long count) {
        bytes.add(count);
    }

    /** To be called once a second. */
    void tick(long nanos) {
        int newest = ticks % SLOTS;
        totals[newest] = bytes.sum();
        moments[newest] = nanos;
        int oldest = ticks < SLOTS ? 0 : (ticks + 1) % SLOTS;
        long passed = nanos - moments[oldest];
        rate = passed <= 0
                ? 0
                : Math.round(8.0 * (totals[newest] - totals[oldest]) * TimeUnit.SECONDS.toNanos(1) / passed);
        ticks = ticks + 1 == 2 * SLOTS ? SLOTS : ticks + 1;
    }

    /** Bits per second. */
    long rate() {
        return rate;
    }

    long bytes() {
        return bytes.sum();
    }
}
