package id.pantau.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When the platform ran. It says so again and again; a silence of at most {@link #GAP} is bridged, a longer one is time
 * of which nothing is known.
 */
final class Observed {
    /** Three times the pause between two signs of life, so that a slow one opens no gap. */
    static final Duration GAP = Duration.ofSeconds(90);

    /** From the first sign of life to the last one, both included. */
    record Period(Instant started, Instant seen) {}

    private final TreeMap<Instant, Instant> ends = new TreeMap<>();

    /** @param periods in any order; they may overlap */
    Observed(List<Period> periods) {
        for (Period period :
                periods.stream().sorted(Comparator.comparing(Period::started)).toList()) {
            Map.Entry<Instant, Instant> last = ends.lastEntry();
            if (last == null || period.started().isAfter(last.getValue().plus(GAP))) {
                ends.put(period.started(), period.seen());
            } else if (period.seen().isAfter(last.getValue())) {
                ends.put(last.getKey(), period.seen());
            }
        }
    }

    /** The period that a moment lies in; empty when nothing is known of it. */
    Optional<Period> period(Instant at) {
        return Optional.ofNullable(ends.floorEntry(at))
                .filter(entry -> !entry.getValue().isBefore(at))
                .map(entry -> new Period(entry.getKey(), entry.getValue()));
    }

    /** The same as it is known now: when the last sign of life was no further back than a gap, the platform runs. */
    Observed until(Instant now) {
        Map.Entry<Instant, Instant> last = ends.floorEntry(now);
        if (last != null && last.getValue().isBefore(now) && !last.getValue().isBefore(now.minus(GAP))) {
            ends.put(last.getKey(), now);
        }
        return this;
    }
}
