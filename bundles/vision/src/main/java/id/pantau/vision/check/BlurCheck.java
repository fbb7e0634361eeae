package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edges that are far softer than this camera's usual ones. How steep an edge is counts in shares of its height, so that
 * neither night nor rain makes it softer.
 */
final class BlurCheck implements Check {
    /** By fewer edges one cannot tell. */
    private static final int LEAST_EDGES = 6;

    /** What no lens does that is in focus. */
    private static final double SOFT = 0.15;

    private static final Duration MEMORY = Duration.ofMinutes(30);

    /** The share of the approved picture's sharpness below which what is usual never falls. */
    private static final double ANCHOR = 0.7;

    /** The share of what is just blurred below which nothing can be told from it. */
    private static final double BEYOND = 0.6;

    private final double share;
    private double approved;
    private double usual;
    private @Nullable Instant learned;

    BlurCheck(Sensitivity sensitivity) {
        this.share = sensitivity.blurred();
    }

    /** How sharp the camera was when a person approved of its picture. */
    void approve(Reading reference) {
        approved =
                reference.edges().count() < LEAST_EDGES ? 0 : reference.edges().sharpness();
        usual = approved;
        learned = null;
    }

    @Override
    public Optional<Finding> look(Reading reading) {
        if (reading.edges().count() < LEAST_EDGES) {
            return Optional.empty();
        }
        double sharpness = reading.edges().sharpness();
        if (sharpness < limit()) {
            return Optional.of(new Finding(
                    Reason.BLURRED,
                    String.format(Locale.ROOT, "sharpness %.2f, usually %.2f", sharpness, Math.max(usual, SOFT))));
        }
        learn(sharpness, reading.look().at());
        return Optional.empty();
    }

    /** Whether the last picture's edges are so soft that they do not tell what the camera looks at. */
    boolean beyondRecognition(Reading reading) {
        return reading.edges().count() >= LEAST_EDGES && reading.edges().sharpness() < BEYOND * limit();
    }

    private double limit() {
        return Math.max(SOFT, share * Math.max(usual, ANCHOR * approved));
    }

    private void learn(double sharpness, Instant now) {
        double rate = usual == 0 ? 1 : 0.02;
        if (learned != null) {
            long passed = Duration.between(learned, now).toMillis();
            rate = Math.max(0, Math.min(0.1, (double) passed / MEMORY.toMillis()));
        }
        learned = now;
        usual += rate * (sharpness - usual);
    }
}
