package id.pantau.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What cameras showed over a period. The durations of several cameras are added up.
 *
 * @param subject whose: an id or name of the kind that was asked for; {@code -} for cameras that have none of that kind
 * @param cameras how many
 * @param live with nothing wrong
 * @param degraded pictures came, but something was wrong with them
 * @param offline no pictures came
 * @param unknown nobody knows: the platform did not run, or the camera was not registered yet
 * @param byReason degraded and offline together, by what was wrong
 */
public record Uptime(
        String subject,
        int cameras,
        Duration live,
        Duration degraded,
        Duration offline,
        Duration unknown,
        Map<Reason, Duration> byReason) {

    public Uptime {
        Objects.requireNonNull(subject, "subject");
        byReason = Map.copyOf(byReason);
    }

    /** Live as a share of what is known, from 0 to 1; 0 when nothing is known. */
    public double share() {
        long known = live.plus(degraded).plus(offline).toMillis();
        return known == 0 ? 0 : (double) live.toMillis() / known;
    }

    /** What was wrong for the longest time; empty when nothing was. */
    public Optional<Reason> worst() {
        return byReason.entrySet().stream()
                .max(Map.Entry.<Reason, Duration>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** What figures are added up for. */
    public enum By {
        CAMERA,
        POINT,
        PARTNER,
        SPONSOR
    }
}
