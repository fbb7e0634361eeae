import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What happened to a group of players while it was measured. */
final class Tally {
    private boolean measuring;
    private long onTime;
    private long late;
    private long refused;
    private long turnedAway;
    private long failed;
    private double stalled;
    private final List<Long> segments = new ArrayList<>();
    private final List<Long> playlists = new ArrayList<>();
    private final List<Long> firsts = new ArrayList<>();

    synchronized void measure(boolean now) {
        measuring = now;
    }

    synchronized void onTime() {
        onTime += measuring ? 1 : 0;
    }

    synchronized void late(long byNanos) {
        late += measuring ? 1 : 0;
        stalled += measuring ? byNanos / 1e9 : 0;
    }

    synchronized void refused() {
        refused++;
    }

    synchronized void turnedAway() {
        turnedAway++;
    }

    synchronized void failed() {
        failed++;
    }

    synchronized void segment(long nanos) {
        add(segments, nanos);
    }

    synchronized void playlist(long nanos) {
        add(playlists, nanos);
    }

    /** Time from the wish to watch to the first segment; of everybody, whenever they came. */
    synchronized void first(long nanos) {
        firsts.add(nanos);
    }

    private void add(List<Long> list, long nanos) {
        if (measuring) {
            list.add(nanos);
        }
    }

    synchronized long counted() {
        return onTime + late;
    }

    synchronized double onTimePercent() {
        return counted() == 0 ? Double.NaN : 100.0 * onTime / counted();
    }

    synchronized String segmentTimes() {
        return quantiles(segments);
    }

    synchronized String playlistTimes() {
        return quantiles(playlists);
    }

    synchronized String firstTimes() {
        return quantiles(firsts);
    }

    synchronized long refusals() {
        return refused;
    }

    synchronized long turnedAwayTimes() {
        return turnedAway;
    }

    synchronized long failures() {
        return failed;
    }

    synchronized double stalledSeconds() {
        return stalled;
    }

    private static String quantiles(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return "-";
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%d / %d",
                Math.round(sorted.get(sorted.size() / 2) / 1e6),
                Math.round(sorted.get((int) (sorted.size() * 0.95)) / 1e6));
    }
}
