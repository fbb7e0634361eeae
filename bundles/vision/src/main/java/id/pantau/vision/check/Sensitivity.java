package id.pantau.vision.check;

import java.time.Duration;
import java.util.Objects;

/**
 * How easily the checks find something.
 *
 * @param frozenAfter how long the same picture must be seen; 2 s to 10 min
 * @param black luma that half of the picture must not exceed to be black; 0 to 60
 * @param blurred share of a camera's usual sharpness under which it is blurred; 0.1 to 0.9
 * @param noisy standard deviation of the noise in the small picture from which on it is too much; 3 to 60
 * @param view share of the picture's structure that must be where it is in the approved view; 0.15 to 0.6
 */
public record Sensitivity(Duration frozenAfter, int black, double blurred, double noisy, double view) {

    public Sensitivity {
        Objects.requireNonNull(frozenAfter, "frozenAfter");
        if (frozenAfter.compareTo(Duration.ofSeconds(2)) < 0 || frozenAfter.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("frozenAfter is from 2 s to 10 min, not " + frozenAfter);
        }
        within("black", black, 0, 60);
        within("blurred", blurred, 0.1, 0.9);
        within("noisy", noisy, 3, 60);
        within("view", view, 0.15, 0.6);
    }

    public static Sensitivity defaults() {
        return new Sensitivity(Duration.ofSeconds(4), 24, 0.7, 8, 0.25);
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is from " + least + " to " + most + ", not " + value);
        }
    }
}
