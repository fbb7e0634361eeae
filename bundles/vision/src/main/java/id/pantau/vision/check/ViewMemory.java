package id.pantau.vision.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an approved view looks like: as it was approved, as it looked lately, and in kinds of light met since. The last two are
 * learned, and only from pictures that lie where a layer lies that was there before, so that a camera which slowly turns does
 * not take what it shows along.
 */
final class ViewMemory {
    private static final int MOST_LAYERS = 6;

    /** Over which the latest picture is a mean. */
    private static final Duration LATELY = Duration.ofSeconds(40);

    /** How often the latest pictures' mean is made a layer. */
    private static final Duration RENDERED = Duration.ofSeconds(15);

    /** How often it is looked whether a layer still fits. */
    private static final Duration UPKEEP = Duration.ofSeconds(30);

    /** From a share of matching blocks on a layer serves the present light, and below it another one is wanted. */
    private static final double SERVES = 0.5;

    /** How far all layers may lie from the approved picture, in pixels of the small picture. */
    private static final int MOST_DRIFT = 3;

    private final List<Kept> layers = new ArrayList<>();
    private final short[] meanAlong = new short[Reading.WIDTH * Reading.HEIGHT];
    private final short[] meanAcross = new short[Reading.WIDTH * Reading.HEIGHT];
    private @Nullable Layer lately;
    private Instant updated = Instant.MIN;
    private Instant rendered = Instant.MIN;
    private Instant upkept = Instant.MIN;
    private Match latest = Match.NONE;
    private double usualShare;
    private boolean anchored = true;

    private static final class Kept {
        final Layer layer;
        final int right;
        final int down;
        Instant used;

        Kept(Layer layer, int right, int down, Instant used) {
            this.layer = layer;
            this.right = right;
            this.down = down;
            this.used = used;
        }
    }

    ViewMemory(Layer approved) {
        layers.add(new Kept(approved, 0, 0, Instant.MAX));
    }

    Layer approved() {
        return layers.get(0).layer;
    }

    @Nullable
    Layer lately() {
        return lately;
    }

    /** What share of the latest pictures matched of late. */
    double usualShare() {
        return usualShare;
    }

    Instant updated() {
        return updated;
    }

    /** All that were learned and the approved one. */
    List<Layer> layers() {
        return layers.stream().map(kept -> kept.layer).toList();
    }

    /** The best match, and the first that is good enough. */
    Match best(Structure now, double enough) {
        latest = lately == null ? Match.NONE : Match.of(lately, now);
        Match best = latest;
        for (int i = 0; i < layers.size() && best.share() < enough; i++) {
            Match match = Match.of(layers.get(i).layer, now);
            if (match.share() > best.share()) {
                best = match;
            }
        }
        return best;
    }

    /** Learns from the picture that was matched last, when it matched well enough. */
    void learn(Structure now, int median, Instant at) {
        Layer before = lately;
        double share = latest.share();
        if (before == null || share < SERVES / 2) {
            begin(now);
            usualShare = 0;
        } else {
            usualShare = usualShare == 0 ? share : usualShare + 0.1 * (share - usualShare);
            if (anchored) {
                blend(now, rate(at));
            }
        }
        if (before == null || share < SERVES / 2 || anchored && !at.isBefore(rendered.plus(RENDERED))) {
            lately = new Layer(mean(), median);
            rendered = at;
        }
        updated = at;
        if (upkept.equals(Instant.MIN) || !at.isBefore(upkept.plus(UPKEEP))) {
            upkept = at;
            upkeep(now, at);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d layers, %.2f of late%s",
                layers.size(),
                usualShare,
                anchored ? "" : ", without anchor");
    }

    private void upkeep(Structure now, Instant at) {
        Layer latest = lately;
        if (latest == null) {
            return;
        }
        Kept nearest = layers.get(0);
        double share = -1;
        for (Kept kept : layers) {
            double its = Match.of(kept.layer, latest.structure()).share();
            if (its > share) {
                share = its;
                nearest = kept;
            }
        }
        if (nearest != layers.get(0)) {
            nearest.used = at;
        }
        int[] offset = share < SERVES / 2 ? new int[] {9, 9} : Offset.of(nearest.layer.structure(), latest.structure());
        int right = nearest.right + offset[0];
        int down = nearest.down + offset[1];
        anchored = Math.abs(right) <= MOST_DRIFT && Math.abs(down) <= MOST_DRIFT;
        if (anchored && share < SERVES && Match.of(latest, now).share() >= SERVES) {
            keep(new Kept(latest, right, down, at));
        }
    }

    private void keep(Kept layer) {
        if (layers.size() >= MOST_LAYERS) {
            Kept oldest = layers.get(1);
            for (Kept kept : layers.subList(1, layers.size())) {
                oldest = kept.used.isBefore(oldest.used) ? kept : oldest;
            }
            layers.remove(oldest);
        }
        layers.add(layer);
    }

    private double rate(Instant at) {
        double passed = (double) Duration.between(updated, at).toMillis() / LATELY.toMillis();
        return Math.max(0.02, Math.min(0.3, passed));
    }

    private void begin(Structure now) {
        for (int i = 0; i < meanAlong.length; i++) {
            meanAlong[i] = (short) (now.along()[i] << 8);
            meanAcross[i] = (short) (now.across()[i] << 8);
        }
    }

    private void blend(Structure now, double rate) {
        int share = (int) (rate * 256);
        for (int i = 0; i < meanAlong.length; i++) {
            meanAlong[i] += (short) ((((now.along()[i] << 8) - meanAlong[i]) * share) >> 8);
            meanAcross[i] += (short) ((((now.across()[i] << 8) - meanAcross[i]) * share) >> 8);
        }
    }

    private Structure mean() {
        byte[] along = new byte[meanAlong.length];
        byte[] across = new byte[meanAlong.length];
        for (int i = 0; i < along.length; i++) {
            along[i] = (byte) (meanAlong[i] >> 8);
            across[i] = (byte) (meanAcross[i] >> 8);
        }
        return new Structure(along, across);
    }
}
