package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a stream has published: its files by name, the window of segments, the playlists. Filled by the stream's thread,
 * read by any.
 */
final class Shelf {
    static final String MULTIVARIANT = "index.m3u8";
    static final String MEDIA = "video.m3u8";

    /** Never asked for by this name: no file's name has a question mark. */
    private static final String DELTA = MEDIA + "?skip";

    private static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
    private static final String MEDIA_TYPE = "video/mp4";

    private final Catalogue catalogue = new Catalogue();
    private final SegmentWindow window;
    private final SlabBudget budget;
    private final SlabWriter media;
    private final PlaylistWriter playlists;
    private final long epoch;
    private final long reserve;
    private long version;
    private String currentInit = "";
    private String announced = "";
    private boolean listsTooMuch;
    private volatile @Nullable Edge edge;
    private volatile @Nullable Variant variant;
    private volatile Newest newest = Newest.NOTHING;
    private volatile boolean closed;

    private record Newest(List<Segment> segments, List<Part> open) {
        static final Newest NOTHING = new Newest(List.of(), List.of());
    }

    Shelf(HlsOptions options, long epoch, SlabPool pool) {
        this.epoch = epoch;
        this.reserve = 2L * pool.slabBytes();
        this.window = new SegmentWindow(options);
        this.playlists = new PlaylistWriter(options.targetDuration());
        this.budget = new SlabBudget(pool.slabBytes(), options.byteBudget());
        this.media = new SlabWriter(pool, budget, this::dropOldest);
    }

    /** Where media are written before they are published. */
    SlabWriter media() {
        return media;
    }

    boolean isEmpty() {
        return window.isEmpty();
    }

    long heldBytes() {
        return budget.heldBytes();
    }

    /** What follows will need this initialisation segment: it can be had before any segment that needs it. */
    void announce(String name, VideoFormat format) {
        if (!announced.equals(currentInit) && !window.uses(announced)) {
            letGo(catalogue.remove(announced));
        }
        announced = name;
        if (!window.isEmpty()) {
            put(name, format);
        }
    }

    void init(String name, VideoFormat format) {
        currentInit = name;
        put(name, format);
    }

    private void put(String name, VideoFormat format) {
        if (!catalogue.has(name)) {
            ByteBuffer bytes = InitSegment.of(format);
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining());
            put(
                    name,
                    MEDIA_TYPE,
                    true,
                    new Stored(List.of(Slice.of(direct.put(bytes).flip())), List.of()));
        }
    }

    void add(Part part) {
        put(part.name(), MEDIA_TYPE, true, part.stored());
    }

    void add(Segment segment) {
        put(segment.name(), MEDIA_TYPE, true, segment.stored());
        window.add(segment);
        makeRoomAhead(segment.stored().length());
    }

    /**
     * Says how the playlists are to be now, and lets the answers to those who wait follow.
     *
     * @param init name of the initialisation segment for what comes next
     */
    void publish(@Nullable OpenSegment open, VideoFormat format, String init, Edge now, boolean segmentClosed) {
        List<Segment> listed = window.listed();
        listsTooMuch = false;
        OpenSegment.Listed filling = open == null ? null : open.listed();
        if (!listed.isEmpty()) {
            PlaylistWriter.View view = new PlaylistWriter.View(listed, filling, init, now.partMillis(), now.hint());
            put(MEDIA, () -> playlists.media(view));
            if (playlists.skippable(view) > 0) {
                put(DELTA, () -> playlists.delta(view));
            } else {
                letGo(catalogue.remove(DELTA));
            }
            if (segmentClosed) {
                Variant measured = MultivariantPlaylist.measure(listed, format);
                put(
                        MULTIVARIANT,
                        () -> MultivariantPlaylist.of(List.of(new MultivariantPlaylist.Entry(MEDIA, measured))));
                variant = measured;
            }
        }
        newest = new Newest(window.all(), filling == null ? List.of() : filling.parts());
        edge = now;
    }

    /** Whether something was let go of, for want of room, that the playlist still lists. */
    boolean listsTooMuch() {
        return listsTooMuch;
    }

    HlsAnswer ask(HlsRequest request) {
        Edge now = edge;
        if (now == null) {
            return found(request.name(), now);
        }
        if (!request.name().equals(MEDIA)) {
            return found(request.name(), now);
        }
        Optional<String> refusal = now.refusal(request);
        if (refusal.isPresent()) {
            return new HlsAnswer.Refused(refusal.get());
        }
        if (!now.contains(request)) {
            return new HlsAnswer.Later();
        }
        return request.skip() && catalogue.has(DELTA) ? found(DELTA, now) : found(MEDIA, now);
    }

    private HlsAnswer found(String name, @Nullable Edge now) {
        Optional<HlsResource> found = find(name);
        if (found.isPresent()) {
            return new HlsAnswer.Found(found.get());
        }
        return now != null && name.equals(now.hint()) ? new HlsAnswer.Later() : new HlsAnswer.Missing();
    }

    Optional<HlsResource> find(String name) {
        return catalogue.find(name);
    }

    /** As the multivariant playlist describes the stream; empty before there is one. */
    Optional<Variant> variant() {
        return Optional.ofNullable(variant);
    }

    /** Empty before there is a media playlist, and after the end. */
    Optional<LastPart> last() {
        Edge now = edge;
        return now == null || variant == null ? Optional.empty() : now.last();
    }

    /** The parts that can be had, oldest first. */
    List<Part> parts() {
        Newest now = newest;
        List<Part> parts = new ArrayList<>();
        now.segments.forEach(segment -> parts.addAll(segment.parts()));
        parts.addAll(now.open);
        return parts;
    }

    /** Whether nothing can be found any more, for good. */
    boolean isClosed() {
        return closed;
    }

    void clear() {
        closed = true;
        edge = null;
        newest = Newest.NOTHING;
        window.clear();
        catalogue.names().forEach(name -> letGo(catalogue.remove(name)));
        media.close();
    }

    /** While the playlist is about to be written anyway: what the next segment would push out must not be on it. */
    private void makeRoomAhead(long next) {
        while (window.isOverfull() || !budget.hasRoomFor(next + next / 4 + reserve)) {
            if (!dropOldest()) {
                return;
            }
        }
    }

    private void put(String name, Supplier<ByteBuffer> text) {
        put(name, PLAYLIST_TYPE, false, new Text(text));
    }

    private void put(String name, String type, boolean immutable, Content content) {
        String etag = "\"" + epoch + "-" + version++ + "\"";
        letGo(catalogue.put(name, new Catalogue.Entry(content, type, immutable, etag)));
    }

    private boolean dropOldest() {
        int listed = window.listed().size();
        Optional<Segment> oldest = window.removeOldest();
        listsTooMuch |= window.listed().size() < listed;
        oldest.ifPresent(segment -> {
            letGo(catalogue.remove(segment.name()));
            segment.parts().forEach(part -> letGo(catalogue.remove(part.name())));
            if (!window.uses(segment.initName()) && !segment.initName().equals(currentInit)) {
                letGo(catalogue.remove(segment.initName()));
            }
        });
        return oldest.isPresent();
    }

    private void letGo(Catalogue.@Nullable Entry entry) {
        if (entry != null) {
            media.forget(entry.content());
            entry.content().release();
        }
    }
}
