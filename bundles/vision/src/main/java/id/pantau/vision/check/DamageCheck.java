package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.Optional;

/**
 * What a decoder makes of missing data: it says so, or it leaves a part of the picture plain gray, or it repeats one row of
 * pixels down the picture.
 */
final class DamageCheck implements Check {
    private static final int TILE = 10;
    private static final int GRAY = 128;
    private static final double LEAST_SHARE = 0.12;

    @Override
    public Optional<Finding> look(Reading reading) {
        if (reading.look().decodeErrors() > 0) {
            return Optional.of(new Finding(
                    Reason.DAMAGED, "the decoder met " + reading.look().decodeErrors() + " errors"));
        }
        LumaPicture picture = reading.picture();
        int gray = 0;
        int smeared = 0;
        int tiles = 0;
        for (int y = TILE; y + TILE <= picture.height(); y += TILE) {
            for (int x = 0; x + TILE <= picture.width(); x += TILE) {
                tiles++;
                gray += gray(picture, x, y) ? 1 : 0;
                smeared += smeared(picture, x, y) ? 1 : 0;
            }
        }
        // all of it gray is a picture that was never there, or a wall: other checks see that
        if (gray < LEAST_SHARE * tiles && smeared < LEAST_SHARE * tiles) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Reason.DAMAGED,
                100 * gray / tiles + " % of the picture is plain gray, " + 100 * smeared / tiles + " % smeared"));
    }

    private static boolean gray(LumaPicture picture, int left, int top) {
        for (int y = top; y < top + TILE; y++) {
            for (int x = left; x < left + TILE; x++) {
                if (Math.abs(picture.at(x, y) - GRAY) > 2) {
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
