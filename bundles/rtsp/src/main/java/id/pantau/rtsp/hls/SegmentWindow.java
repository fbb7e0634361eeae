package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The closed segments: the newest are listed in the playlist; as many again that were listed before can still be fetched
 * (RFC 8216, section 6.2.2).
 */
final class SegmentWindow {
    /** One more than what a delta update must not skip. */
    private static final int LEAST_TARGET_DURATIONS = PlaylistWriter.SKIP_AFTER + 1;

    private static final int MOST_PER_SEGMENT = 4;

    private final Deque<Segment> segments = new ArrayDeque<>();
    private final int leastListed;
    private final long leastTicks;
    private int unlisted;
    private long listedTicks;

    SegmentWindow(HlsOptions options) {
        leastListed = options.segments();
        leastTicks = (long) LEAST_TARGET_DURATIONS * options.targetDuration() * AccessUnit.TICKS_PER_SECOND;
    }

    /** Takes a new segment, and off the list what is no longer needed on it. */
    void add(Segment segment) {
        segments.add(segment);
        listedTicks += segment.ticks();
        List<Segment> listed = listed();
        int surplus = 0;
        while (isSurplus(listed.size() - surplus, listed.get(surplus))) {
            listedTicks -= listed.get(surplus).ticks();
            surplus++;
        }
        unlisted += surplus;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    int size() {
        return segments.size();
    }

    /** Oldest first. */
    List<Segment> listed() {
        List<Segment> all = all();
        return all.subList(unlisted, all.size());
    }

    /** Oldest first, with those that are off the list. */
    List<Segment> all() {
        return List.copyOf(segments);
    }

    /** Whether the oldest has been off the list for as long as it was on it. */
    boolean isOverfull() {
        return unlisted > segments.size() - unlisted + 1;
    }

    boolean uses(String initName) {
        return segments.stream().anyMatch(s -> s.initName().equals(initName));
    }

    /** Empty when only the newest is left, which stays. */
    Optional<Segment> removeOldest() {
        return segments.size() < 2 ? Optional.empty() : Optional.of(remove());
    }

    /** The rest, whatever it is. */
    List<Segment> clear() {
        List<Segment> all = List.copyOf(segments);
        segments.clear();
        unlisted = 0;
        listedTicks = 0;
        return all;
    }

    private Segment remove() {
        Segment oldest = segments.remove();
        if (unlisted > 0) {
            unlisted--;
        } else {
            listedTicks -= oldest.ticks();
        }
        return oldest;
    }

    private boolean isSurplus(int listed, Segment oldest) {
        boolean longEnough = listedTicks - oldest.ticks() >= leastTicks;
        return listed > leastListed && (longEnough || listed > leastListed * MOST_PER_SEGMENT);
    }
}
