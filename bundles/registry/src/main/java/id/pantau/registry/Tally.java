package id.pantau.registry;

import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds up what cameras showed. A row of history counts from its time until the next row of its camera, or until the
 * platform's signs of life end, whichever is first. So nothing is known of a camera before its first row, while the platform
 * did not run, and from the platform's return until the first row after that: what a camera showed before it says
 * nothing about what it shows then.
 */
final class Tally {
    private final Set<String> cameras = new HashSet<>();
    private final Map<Status, Long> milliseconds = new EnumMap<>(Status.class);
    private final Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
    private long total;

    /**
     * Adds one camera over a period.
     *
     * @param rows newest first; one from before the period too, where there is one
     */
    void add(String camera, List<StatusChange> rows, Observed observed, Instant from, Instant to) {
        cameras.add(camera);
        total += Duration.between(from, to).toMillis();
        Instant next = to;
        for (StatusChange row : rows) {
            Instant end = observed.period(row.at()).map(Observed.Period::seen).orElse(row.at());
            count(row, later(row.at(), from), earlier(end, earlier(next, to)));
            next = row.at();
        }
    }

    private void count(StatusChange row, Instant start, Instant end) {
        long span = Duration.between(start, end).toMillis();
        if (span <= 0) {
            return;
        }
        milliseconds.merge(row.status(), span, Long::sum);
        row.reason().ifPresent(reason -> byReason.merge(reason, span, Long::sum));
    }

    Uptime figures(String subject) {
        long known = milliseconds.values().stream().mapToLong(Long::longValue).sum();
        return new Uptime(
                subject,
                cameras.size(),
                of(Status.LIVE),
                of(Status.DEGRADED),
                of(Status.OFFLINE),
                Duration.ofMillis(total - known),
                byReason.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> Duration.ofMillis(e.getValue()))));
    }

    private Duration of(Status status) {
        return Duration.ofMillis(milliseconds.getOrDefault(status, 0L));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
