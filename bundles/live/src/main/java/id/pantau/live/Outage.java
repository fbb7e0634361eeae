package id.pantau.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a camera's pictures have been missing, and when to try again. Loop only. */
final class Outage {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final Loop loop;
    private final Backoff backoff;
    private long attemptedAt;
    private @Nullable Long since;

    Outage(Loop loop, Backoff backoff) {
        this.loop = loop;
        this.backoff = backoff;
    }

    /** An attempt begins now. */
    void attempt() {
        attemptedAt = loop.nanos();
    }

    void over() {
        since = null;
        backoff.reset();
    }

    /** Zero when there is none. */
    Duration length() {
        return since == null ? Duration.ZERO : age(since);
    }

    /**
     * The attempt failed, or pictures have ceased.
     *
     * @param played whether there were pictures: else the wait counts from the attempt's start, so that slow failures do not
     *     stretch the time between attempts
     * @param hopeless whether another attempt will hardly do better
     * @return how long to wait for the next one
     */
    Duration failed(boolean played, boolean hopeless) {
        if (since == null) {
            since = loop.nanos();
        }
        Duration delay = hopeless ? backoff.slow() : backoff.next(length());
        Duration rest = played ? delay : delay.minus(age(attemptedAt));
        return rest.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : rest;
    }

    private Duration age(long nanos) {
        return Duration.ofNanos(loop.nanos() - nanos);
    }
}
