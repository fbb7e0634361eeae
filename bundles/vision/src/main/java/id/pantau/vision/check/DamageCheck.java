package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.Optional;

/**
 * What a decoder makes of missing data: it says so, or from some row on it leaves a picture plain gray, or it repeats one row
 * of pixels down the picture. Both come at once; what was plain before, as a road in a drawing, is not damage.
 */
final class DamageCheck implements Check {
    private static final int TILE = 10;

    /** What a decoder puts where it knows nothing: 128, or what becomes of that when the range is widened. */
    private static final int LEAST_GRAY = 126;

    private static final int MOST_GRAY = 132;

    /** Of the lower two thirds of the picture, more than usual. */
    private static final double LEAST_SHARE = 0.15;

    private static final double RATE = 0.1;

    private double usual = 1;

    @Override
    public Optional<Finding> look(Reading reading) {
        if (reading.look().decodeErrors() > 0) {
            return Optional.of(new Finding(
                    Reason.DAMAGED, "the decoder met " + reading.look().decodeErrors() + " errors"));
        }
        LumaPicture picture = reading.picture();
        int damaged = 0;
        int tiles = 0;
        for (int y = picture.height() / 3; y + TILE <= picture.height(); y += TILE) {
            for (int x = 0; x + TILE <= picture.width(); x += TILE) {
                tiles++;
                damaged += gray(picture, x, y) || smeared(picture, x, y) ? 1 : 0;
            }
        }
        double share = (double) damaged / tiles;
        if (share >= usual + LEAST_SHARE) {
            return Optional.of(new Finding(
                    Reason.DAMAGED, Math.round(100 * share) + " % of the lower picture is plain gray or smeared"));
        }
        usual = usual == 1 ? share : usual + RATE * (share - usual);
        return Optional.empty();
    }

    private static boolean gray(LumaPicture picture, int left, int top) {
        int first = picture.at(left, top);
        if (first < LEAST_GRAY || first > MOST_GRAY) {
            return false;
        }
        for (int y = top; y < top + TILE; y++) {
            for (int x = left; x < left + TILE; x++) {
                if (picture.at(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean smeared(LumaPicture picture, int left, int top) {
        int least = 255;
        int most = 0;
        for (int x = left; x < left + TILE; x++) {
            int luma = picture.at(x, top);
            least = Math.min(least, luma);
            most = Math.max(most, luma);
            for (int y = top; y < top + TILE; y++) {
                if (Math.abs(picture.at(x, y) - picture.at(x, y - 1)) > 1) {
                    return false;
                }
            }
        }
        return most - least >= 16;
    }
}
