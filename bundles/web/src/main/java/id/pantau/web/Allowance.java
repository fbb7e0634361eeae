package id.pantau.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much each of many may do: so much a minute on the average, and as much at once (GCRA, ITU-T I.371). Remembers a bounded
 * number of them; one that is forgotten begins anew. Thread-safe.
 */
final class Allowance {
    static final int MAXIMUM = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;

    /** When each has its whole allowance again. */
    private final Map<String, Instant> whole = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAXIMUM;
        }
    };

    Allowance(Clock clock) {
        this.clock = clock;
    }

    /** Takes one, if there is one; else tells how long to wait for the next. */
    synchronized Optional<Duration> take(String who, int perMinute) {
        Optional<Duration> wait = wait(who, perMinute);
        if (wait.isEmpty()) {
            whole.put(who, latest(who).plus(MINUTE.dividedBy(perMinute)));
        }
        return wait;
    }

    /** How long to wait for the next; empty when there is one. */
    synchronized Optional<Duration> wait(String who, int perMinute) {
        Instant next = latest(who).plus(MINUTE.dividedBy(perMinute)).minus(MINUTE);
        Instant now = clock.instant();
        return next.isAfter(now) ? Optional.of(Duration.between(now, next)) : Optional.empty();
    }

    /** Whether it took one and is not forgotten. */
    synchronized boolean knows(String who) {
        return whole.containsKey(who);
    }

    private Instant latest(String who) {
        Instant now = clock.instant();
        Instant then = whole.getOrDefault(who, now);
        return then.isAfter(now) ? then : now;
    }
}
