package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder makes of missing data: it says so, or from some row on it leaves a picture plain gray, or it repeats one row
 * of pixels down the picture. Both come at once and change from picture to picture; what was plain before, as a road in a
 * drawing, or stays plain in the same way, is not damage.
 */
final class DamageCheck implements Check {
    private static final int TILE = 10;

    /** What a decoder puts where it knows nothing: 128, or what becomes of that when the range is widened. */
    private static final int LEAST_GRAY = 126;

    private static final int MOST_GRAY = 132;

    /** Of the lower two thirds of the picture, more than usual. */
    private static final double LEAST_SHARE = 0.15;

    private static final double RATE = 0.1;

    /** What looks damaged for so long, always as much as before, is how the place looks. */
    private static final Duration LASTING = Duration.ofMinutes(2);

    private static final double AS_MUCH = 0.02;

    private double usual = 1;
    private double share;
    private @Nullable Instant since;
    private double sinceShare;

    @Override
    public Optional<Finding> look(Reading reading) {
        if (reading.look().decodeErrors() > 0) {
            return Optional.of(new Finding(
                    Reason.DAMAGED, "the decoder met " + reading.look().decodeErrors() + " errors"));
        }
        share = share(reading.picture());
        if (share < usual + LEAST_SHARE || lasts(reading.look().at())) {
            since = null;
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Reason.DAMAGED, Math.round(100 * share) + " % of the lower picture is plain gray or smeared"));
    }

    /** Nothing is wrong with the last picture, by any check: it looks as usual. */
    void learn() {
        usual = usual == 1 ? share : usual + RATE * (share - usual);
    }

    /** A person approved of what this picture shows. */
    void approve(Reading reading) {
        usual = share(reading.picture());
        since = null;
    }

    private boolean lasts(Instant now) {
        Instant begun = since;
        if (begun == null || Math.abs(share - sinceShare) > AS_MUCH) {
            since = now;
            sinceShare = share;
            return false;
        }
        if (now.isBefore(begun.plus(LASTING))) {
            return false;
        }
        usual = share;
        return true;
    }

    private static double share(LumaPicture picture) {
        int damaged = 0;
        int tiles = 0;
        for (int y = picture.height() / 3; y + TILE <= picture.height(); y += TILE) {
            for (int x = 0; x + TILE <= picture.width(); x += TILE) {
                tiles++;
                damaged += gray(picture, x, y) || smeared(picture, x, y) ? 1 : 0;
            }
        }
        return tiles == 0 ? 0 : (double) damaged / tiles;
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
