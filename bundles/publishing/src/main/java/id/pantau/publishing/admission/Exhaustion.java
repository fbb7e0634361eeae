package id.pantau.publishing.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Since when something is exhausted, and how often somebody was refused for it. Thread-safe. */
final class Exhaustion {
    /** One place that is free for so long does not end it. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private final LongAdder refusals = new LongAdder();
    private Instant since = Instant.EPOCH;
    private Instant last = Instant.EPOCH;

    Exhaustion(Clock clock) {
        this.clock = clock;
    }

    /** Notes that it is exhausted now. */
    synchronized Instant since() {
        Instant now = clock.instant();
        if (last.plus(PAUSE).isBefore(now)) {
            since = now;
        }
        last = now;
        return since;
    }

    void refused() {
        refusals.increment();
    }

    long refusals() {
        return refusals.sum();
    }
}
