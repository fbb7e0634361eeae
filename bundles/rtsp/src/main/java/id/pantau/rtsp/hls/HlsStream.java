package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The live stream of one camera, whatever becomes of the connection to it. Nothing is found until the first segment is
 * closed; from then on the playlists never vanish: an outage leaves the last ones in place, and what follows it is
 * numbered on behind a DISCONTINUITY.
 *
 * <p>{@code format}, {@code append}, {@code discontinuity} and {@code close} are called by one thread at a time; the
 * others by any, and none blocks for long.
 */
public final class HlsStream implements AutoCloseable {
    private final HlsPosition start;

    /** @param onClosed told of every complete segment, on the thread that appends; must not block */
    public HlsStream(HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed) {
        this.start = start;
    }

    /** What the access units from here on are coded like. */
    public void format(VideoFormat format) {}

    /** Adds a picture, copying its bytes. Pictures before the first format and key picture are left out. */
    public void append(AccessUnit unit) {}

    /** The connection was lost: closes what is open and marks what will follow. */
    public void discontinuity() {}

    /**
     * One file: {@code index.m3u8} (multivariant playlist), {@code video.m3u8} (media playlist), or what these name.
     *
     * @return empty when there is no such file (any more); the caller closes what there is
     */
    public Optional<HlsResource> find(String name) {
        return Optional.empty();
    }

    /** Where a stream that takes over from this one goes on numbering. */
    public HlsPosition position() {
        return start;
    }

    /** Held off-heap now. */
    public long bytes() {
        return 0;
    }

    /** Lets go of everything but what is being read. */
    @Override
    public void close() {}
}
