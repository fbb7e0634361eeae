package id.pantau.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts to reach a camera, for ever: at most 2 s during the first minute of an outage, then
 * growing to at most 30 s; never the same for two cameras.
 */
final class Backoff {
    static final Duration FIRST_MINUTE = Duration.ofMinutes(1);
    private static final double LONGEST_AT_FIRST = 2.0;
    private static final double LONGEST = 30.0;
    private static final double GROWTH = 1.5;

    private final RandomGenerator random;
    private int attempts;
    private double ceiling = LONGEST_AT_FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param outage how long the camera has been out of reach */
    Duration next(Duration outage) {
        if (attempts++ == 0) {
            return seconds(0.2, 0.7);
        }
        if (outage.compareTo(FIRST_MINUTE) < 0) {
            return seconds(LONGEST_AT_FIRST / 2, LONGEST_AT_FIRST);
        }
        ceiling = Math.min(LONGEST, ceiling * GROWTH);
        return seconds(ceiling / 2, ceiling);
    }

    /** For what will not mend by itself soon. */
    Duration slow() {
        return seconds(LONGEST / 2, LONGEST);
    }

    /** The outage is over. */
    void reset() {
        attempts = 0;
        ceiling = LONGEST_AT_FIRST;
    }

    private Duration seconds(double least, double most) {
        return Duration.ofMillis((long) (1000 * random.nextDouble(least, most)));
    }
}
