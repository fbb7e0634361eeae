package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.Optional;

/** Nothing but darkness, and noise in it. A lamp at night is something; burnt-in text at the rims is not. */
final class BlackCheck implements Check {
    /** What is this much brighter than black is something that can be seen. */
    private static final int VISIBLE = 24;

    private static final double NEARLY_ALL = 0.995;

    private final int black;

    BlackCheck(Sensitivity sensitivity) {
        this.black = sensitivity.black();
    }

    @Override
    public Optional<Finding> look(Reading reading) {
        int median = reading.median();
        int bright = reading.quantile(NEARLY_ALL);
        if (median > black || bright > black + VISIBLE) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Reason.BLACK, "half of the picture is at most " + median + " of 255, 99.5 % of it at most " + bright));
    }
}
