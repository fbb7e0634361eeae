package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same picture again and again. A picture that stands still differs from the last one by what the encoder does to it;
 * where bits are scarce that is as much as a good sensor's noise. So there are two measures: hardly any difference at all, or,
 * at a camera where something always changed (as a burnt-in clock does), that nothing does.
 */
final class FrozenCheck implements Check {
    private static final int TILE = 10;
    private static final int LEAST_PICTURES = 3;

    /** Mean differences of the whole picture and of the tile that differs most, in steps of luma. */
    private static final double SAME = 0.7;

    private static final double SAME_TILE = 2.5;
    private static final double STARVED = 2.0;
    private static final double STARVED_TILE = 12;

    /** Of pictures that are sent at equal times, one or the other arrives so much later than its fellows. */
    private static final Duration JITTER = Duration.ofMillis(250);

    /** Looks after which it is known what always changes; what was seen longer ago than twice as many is forgotten. */
    private static final int KNOWN = 30;

    private static final int WINDOW = 150;

    private final Duration after;
    private @Nullable LumaPicture last;
    private Instant since = Instant.MIN;
    private int pictures;
    private int looks;
    private double least = Double.MAX_VALUE;
    private double leastBefore = Double.MAX_VALUE;

    FrozenCheck(Sensitivity sensitivity) {
        this.after = sensitivity.frozenAfter();
    }

    @Override
    public Optional<Finding> look(Reading reading) {
        LumaPicture before = last;
        LumaPicture now = reading.picture();
        last = now;
        if (before == null || !now.sameSizeAs(before)) {
            begin(reading);
            return Optional.empty();
        }
        Difference difference = Difference.of(before, now);
        if (!same(difference)) {
            remember(difference.tile());
            begin(reading);
            return Optional.empty();
        }
        pictures++;
        Duration lasted = Duration.between(since, reading.look().at());
        if (pictures < LEAST_PICTURES || lasted.plus(JITTER).compareTo(after) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Reason.FROZEN,
                String.format(
                        Locale.ROOT,
                        "%d pictures in %d s are the same (they differ by %.2f on average, by %.1f at most)",
                        pictures,
                        lasted.toSeconds(),
                        difference.mean(),
                        difference.tile())));
    }

    private boolean same(Difference difference) {
        if (difference.mean() <= SAME && difference.tile() <= SAME_TILE) {
            return true;
        }
        double usual = Math.min(least, leastBefore);
        return looks >= KNOWN
                && difference.mean() <= STARVED
                && difference.tile() <= STARVED_TILE
                && difference.tile() * 2.5 <= usual;
    }

    private void begin(Reading reading) {
        since = reading.look().at();
        pictures = 1;
    }

    private void remember(double tile) {
        looks++;
        least = Math.min(least, tile);
        if (looks % WINDOW == 0) {
            leastBefore = least;
            least = Double.MAX_VALUE;
        }
    }

    /** @param tile that differs most */
    private record Difference(double mean, double tile) {

        static Difference of(LumaPicture before, LumaPicture now) {
            int columns = now.width() / TILE;
            int[] tiles = new int[columns];
            long all = 0;
            int most = 0;
            for (int y = 0; y + TILE <= now.height(); y += TILE) {
                Arrays.fill(tiles, 0);
                for (int row = y; row < y + TILE; row++) {
                    add(before.luma(), now.luma(), row * now.width(), tiles);
                }
                for (int tile : tiles) {
                    most = Math.max(most, tile);
                    all += tile;
                }
            }
            double pixels = (double) columns * TILE * (now.height() / TILE) * TILE;
            return new Difference(all / pixels, (double) most / (TILE * TILE));
        }

        private static void add(byte[] before, byte[] now, int from, int[] tiles) {
            int i = from;
            for (int tile = 0; tile < tiles.length; tile++) {
                int sum = 0;
                for (int end = i + TILE; i < end; i++) {
                    sum += Math.abs((before[i] & 0xff) - (now[i] & 0xff));
                }
                tiles[tile] += sum;
            }
        }
    }
}
