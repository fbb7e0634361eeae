package id.pantau.live;

import id.pantau.rtsp.hls.ClosedSegment;
import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.rtsp.hls.HlsPosition;
import id.pantau.rtsp.hls.SlabPool;
import id.pantau.service.Fact;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes feeds that share one pool of memory, number on where they ended, and tell what becomes of them. */
final class HubFeeds implements Feeds {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Half a segment of 2 s and 2 Mb/s: what leaves the server in one write is as long as this at most. */
    private static final int SLAB_BYTES = 256 << 10;

    private final Loop loop;
    private final Predicate<Runnable> blocking;
    private final Timelines timelines;
    private final HlsOptions options;
    private final Set<String> hearing;
    private final SlabPool slabs;
    private final Consumer<Fact> facts;
    private final MediaWatchers watchers;

    /**
     * @param blocking runs what may wait for the disk off the loop; false when it cannot now
     * @param facts told of every complete segment of a camera's first stream; must not block
     */
    HubFeeds(
            Loop loop,
            Predicate<Runnable> blocking,
            Timelines timelines,
            LiveSettings settings,
            Consumer<Fact> facts,
            MediaWatchers watchers) {
        this.loop = loop;
        this.blocking = blocking;
        this.timelines = timelines;
        this.options = settings.hls();
        this.hearing = settings.audio();
        this.slabs = new SlabPool(SLAB_BYTES, settings.bytesTotal());
        this.facts = facts;
        this.watchers = watchers;
    }

    @Override
    public void open(String timeline, String camera, @Nullable CameraFeed first, Consumer<CameraFeed> then) {
        boolean asked = blocking.test(() -> {
            HlsPosition start = timelines.begin(timeline);
            loop.execute(() -> then.accept(feed(timeline, camera, first, start)));
        });
        if (!asked) {
            loop.after(RETRY, () -> open(timeline, camera, first, then));
        }
    }

    private CameraFeed feed(String timeline, String camera, @Nullable CameraFeed first, HlsPosition start) {
        TimelineGuard guard = new TimelineGuard(start, at -> blocking.test(() -> timelines.reserve(timeline, at)));
        CameraFeed feed = first == null
                ? new CameraFeed(loop, options, start, slabs, segment -> {
                    guard.closed(segment);
                    facts.accept(fact(camera, segment));
                })
                : first.beside(options, start, slabs, guard::closed);
        guard.watch(feed);
        if (hearing.contains(camera)) {
            feed.hear();
        }
        return feed.onChange(() -> watchers.tell(camera));
    }

    private static Fact fact(String camera, ClosedSegment segment) {
        return new Fact(
                Fact.SEGMENT_CLOSED,
                camera,
                segment.end(),
                Map.of(
                        "name", segment.name(),
                        "initName", segment.initName(),
                        "start", segment.start().toString(),
                        "end", segment.end().toString()));
    }
}
