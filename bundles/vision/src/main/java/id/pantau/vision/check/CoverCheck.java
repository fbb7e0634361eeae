package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something before the lens: light enough to see by, and nothing to be seen, or nothing in nearly all places where this
 * camera usually shows something.
 */
final class CoverCheck implements Check {
    /** By less light it is night. */
    private static final int LIGHT = 30;

    private static final int FEW = Reading.BLOCKS / 10;
    private static final double NEARLY_ALL = 0.8;

    /** Over which a camera's usual picture is learned. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final double[] usual = new double[Reading.BLOCKS];
    private @Nullable Instant learned;

    @Override
    public Optional<Finding> look(Reading reading) {
        Edges edges = reading.edges();
        int median = reading.median();
        if (median < LIGHT) {
            return Optional.empty();
        }
        int expected = 0;
        int lost = 0;
        for (int block = 0; block < Reading.BLOCKS; block++) {
            if (usual[block] > 0.5) {
                expected++;
                lost += edges.structured(block) ? 0 : 1;
            }
        }
        boolean plain = edges.count() <= FEW && expected != edges.count();
        boolean hidden = expected >= 2 * FEW && lost >= NEARLY_ALL * expected && edges.count() * 3 <= expected;
        if (hidden || plain) {
            return Optional.of(new Finding(
                    Reason.COVERED,
                    "there is something to see in " + edges.count() + " of " + Reading.BLOCKS
                            + " parts of the picture, of " + expected + " usual ones " + lost + " are lost"));
        }
        learn(edges, reading.look().at());
        return Optional.empty();
    }

    private void learn(Edges edges, Instant now) {
        double rate = learned == null ? 1 : share(Duration.between(learned, now));
        learned = now;
        for (int block = 0; block < Reading.BLOCKS; block++) {
            usual[block] += rate * ((edges.structured(block) ? 1 : 0) - usual[block]);
        }
    }

    private static double share(Duration passed) {
        return Math.max(0, Math.min(0.2, (double) passed.toMillis() / MEMORY.toMillis()));
    }
}
