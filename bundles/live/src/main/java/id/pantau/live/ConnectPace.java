package id.pantau.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Spaces out the connections of all cameras together, so that the end of a power cut is no storm. Loop only. */
final class ConnectPace {
    private final long interval;
    private long next = Long.MIN_VALUE;

    ConnectPace(int perSecond) {
        interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Takes the next turn.
     *
     * @param now {@link Loop#nanos()}
     * @return how long to wait for it
     */
    Duration take(long now) {
        if (next == Long.MIN_VALUE || next - now < 0) {
            next = now;
        }
        Duration wait = Duration.ofNanos(next - now);
        next += interval;
        return wait;
    }
}
