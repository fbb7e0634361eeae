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

    /** What is known, but for the time in which the owner shared nothing: nobody then failed to show anything. */
    public Duration counted() {
        return live.plus(degraded).plus(offline).minus(notShared());
    }

    /** How much of {@link #offline} is by the owner's word. */
    public Duration notShared() {
        return byReason.getOrDefault(Reason.AGREEMENT_ENDED, Duration.ZERO);
    }

    /** Live as a share of what counts, from 0 to 1; 0 when nothing does. */
    public double share() {
        long counted = counted().toMillis();
        return counted == 0 ? 0 : (double) live.toMillis() / counted;
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
