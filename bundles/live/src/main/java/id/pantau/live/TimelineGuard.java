package id.pantau.live;

import id.pantau.rtsp.hls.ClosedSegment;
import id.pantau.rtsp.hls.HlsPosition;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sees to it that a camera's numbers are reserved before they are used. Used by the thread that appends. */
final class TimelineGuard {
    private final Predicate<HlsPosition> reserve;
    private HlsPosition reserved;
    private volatile @Nullable CameraFeed feed;

    /**
     * @param start where the reserved block begins
     * @param reserve reserves the block that begins there, later; false when it cannot be asked to now
     */
    TimelineGuard(HlsPosition start, Predicate<HlsPosition> reserve) {
        this.reserved = start;
        this.reserve = reserve;
    }

    void watch(CameraFeed watched) {
        feed = watched;
    }

    void closed(ClosedSegment segment) {
        CameraFeed watched = feed;
        if (watched == null) {
            return;
        }
        HlsPosition at = watched.position();
        if (Timelines.due(reserved, at) && reserve.test(at)) {
            reserved = at;
        }
    }
}
