package id.pantau.live;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Counts pictures and bytes over the last few seconds. Thread-safe. */
final class Meter {
    private static final int SECONDS = 5;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long[] second = new long[SECONDS + 1];
    private final int[] pictures = new int[SECONDS + 1];
    private final long[] bytes = new long[SECONDS + 1];
    private long first = Long.MAX_VALUE;

    synchronized void add(int size, long nanos) {
        long now = Math.floorDiv(nanos, NANOS);
        int slot = slot(now);
        if (second[slot] != now) {
            second[slot] = now;
            pictures[slot] = 0;
            bytes[slot] = 0;
        }
        pictures[slot]++;
        bytes[slot] += size;
        first = Math.min(first, now);
    }

    /** Starts to count anew. */
    synchronized void reset() {
        first = Long.MAX_VALUE;
        Arrays.fill(pictures, 0);
        Arrays.fill(bytes, 0);
    }

    /** Pictures per second. */
    synchronized double fps(long nanos) {
        return sum(nanos, false) / (double) span(nanos);
    }

    /** Bits per second. */
    synchronized long bitrate(long nanos) {
        return 8 * sum(nanos, true) / span(nanos);
    }

    /** Over whole seconds that have passed, so that a second that has just begun does not count for little. */
    private long sum(long nanos, boolean ofBytes) {
        long now = Math.floorDiv(nanos, NANOS);
        long sum = 0;
        for (int i = 0; i <= SECONDS; i++) {
            if (second[i] < now && second[i] >= now - SECONDS) {
                sum += ofBytes ? bytes[i] : pictures[i];
            }
        }
        return sum;
    }

    private long span(long nanos) {
        long now = Math.floorDiv(nanos, NANOS);
        return first >= now ? 1 : Math.min(SECONDS, now - first);
    }

    private static int slot(long second) {
        return Math.floorMod(second, SECONDS + 1);
    }
}
