package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.Optional;

/** Most of the picture is as bright as it can be. A white sky over a street is not enough. */
final class WhiteOutCheck implements Check {
    private static final int WHITE = 230;
    private static final double DARKEST = 0.2;

    @Override
    public Optional<Finding> look(Reading reading) {
        int dark = reading.quantile(DARKEST);
        if (dark < WHITE) {
            return Optional.empty();
        }
        return Optional.of(new Finding(Reason.WHITE_OUT, "80 % of the picture is at least " + dark + " of 255"));
    }
}
