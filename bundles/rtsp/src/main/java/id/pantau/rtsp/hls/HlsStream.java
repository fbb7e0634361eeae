package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live stream of one camera, whatever becomes of the connection to it. Nothing is found until the first segment is
 * closed; from then on the playlists never vanish: an outage leaves the last ones in place, and what follows it is
 * numbered on behind a DISCONTINUITY.
 *
 * <p>A segment ends before the first key picture at or after the target. Where a camera's key pictures are further apart
 * than the target duration, or a segment would take more than a third of the byte budget, it ends before another picture;
 * the playlist then does not claim independent segments. A picture for which there is no room even without the older
 * segments is left out, with all up to the next key picture.
 *
 * <p>{@code format}, {@code append}, {@code discontinuity} and {@code close} exclude each other; the others never wait for
 * them, and are for any thread.
 */
public final class HlsStream implements AutoCloseable {
    private static final String MULTIVARIANT = "index.m3u8";
    private static final String MEDIA = "video.m3u8";
    private static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
    private static final String MEDIA_TYPE = "video/mp4";
    private static final int LEAST_SLABS = 4;
    private static final int MOST_PICTURES = 2_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final HlsOptions options;
    private final HlsPosition start;
    private final Consumer<ClosedSegment> onClosed;
    private final SlabWriter writer;
    private final SegmentWindow window;
    private final Catalogue catalogue = new Catalogue();
    private final SampleTable table = new SampleTable();
    private final Timeline timeline = new Timeline();
    private final long shortest;
    private final long longest;

    private @Nullable VideoFormat format;
    private String initName = "";
    private Instant segmentStart = Instant.EPOCH;
    private Instant lastArrival = Instant.EPOCH;
    private boolean independent;
    private boolean waitingForKey = true;
    private boolean interrupted;
    private boolean closed;
    private long nominal = AccessUnit.TICKS_PER_SECOND / 25;
    private long sequence;
    private long discontinuity;
    private long version;
    private volatile HlsPosition position;
    private volatile long bytes;

    /**
     * @param onClosed told of every complete segment, on the thread that appends; must not block
     * @throws IllegalArgumentException when the byte budget does not hold four slabs
     */
    public HlsStream(HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed) {
        if (options.byteBudget() < (long) LEAST_SLABS * pool.slabBytes()) {
            throw new IllegalArgumentException("byteBudget must hold " + LEAST_SLABS + " slabs of " + pool.slabBytes()
                    + " bytes, not " + options.byteBudget());
        }
        this.options = options;
        this.start = start;
        this.onClosed = onClosed;
        this.writer = new SlabWriter(pool, options.byteBudget(), this::dropOldest);
        this.window = new SegmentWindow(options);
        this.shortest = options.target().toMillis() * (AccessUnit.TICKS_PER_SECOND / 1000) * 95 / 100;
        this.longest = (long) options.targetDuration() * AccessUnit.TICKS_PER_SECOND;
        this.sequence = start.mediaSequence();
        this.discontinuity = start.discontinuitySequence();
        this.position = start;
    }

    /** What the access units from here on are coded like. */
    public synchronized void format(VideoFormat next) {
        if (closed || next.equals(format)) {
            return;
        }
        interrupt();
        format = next;
        initName = "init-" + start.epoch() + "-" + sequence + ".mp4";
        publishState();
    }

    /** Adds a picture, copying its bytes. Pictures before the first format and key picture are left out. */
    public synchronized void append(AccessUnit unit) {
        if (closed || format == null || waitingForKey && !unit.key()) {
            return;
        }
        long time = timeline.decodeTime(unit);
        if (table.count() > 0) {
            endSegmentBefore(unit, time);
        }
        if (!waitingForKey || unit.key()) {
            add(unit, time);
        }
        publishState();
    }

    /** The connection was lost: closes what is open and marks what will follow. */
    public synchronized void discontinuity() {
        if (!closed) {
            interrupt();
            timeline.reset();
            publishState();
        }
    }

    /**
     * One file: {@code index.m3u8} (multivariant playlist), {@code video.m3u8} (media playlist), or what these name.
     *
     * @return empty when there is no such file (any more); the caller closes what there is
     */
    public Optional<HlsResource> find(String name) {
        return catalogue.find(name);
    }

    /** Where a stream that takes over from this one goes on numbering. */
    public HlsPosition position() {
        return position;
    }

    /** Held off-heap now, without what only readers still hold. */
    public long bytes() {
        return bytes;
    }

    /** Lets go of everything but what is being read. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        window.clear();
        catalogue.names().forEach(this::letGo);
        writer.close();
        publishState();
    }

    private void endSegmentBefore(AccessUnit unit, long time) {
        long elapsed = time - table.firstTime();
        if (elapsed > longest) {
            interrupt();
            return;
        }
        boolean atKey = unit.key() && elapsed >= shortest;
        boolean tooLong = elapsed + table.nominal(nominal) > longest;
        boolean tooBig = table.bytes() + unit.data().remaining() > options.byteBudget() / 3;
        if (atKey || tooLong || tooBig || table.count() >= MOST_PICTURES) {
            closeSegment(time, unit.arrival());
        }
    }

    private void add(AccessUnit unit, long time) {
        int size = unit.data().remaining();
        boolean first = table.count() == 0;
        if (!writer.write(unit.data().duplicate())) {
            giveUpSegment();
            return;
        }
        waitingForKey = false;
        if (first) {
            segmentStart = unit.arrival();
            independent = unit.key();
        }
        lastArrival = unit.arrival();
        table.add(time, unit.pts() - unit.dts(), size, unit.key());
    }

    /** What follows does not go on from what is there: other coding, other clock, or pictures missing. */
    private void interrupt() {
        if (table.count() > 0) {
            long distance = table.nominal(nominal);
            Instant end =
                    lastArrival.plus(distance * MICROS_PER_SECOND / AccessUnit.TICKS_PER_SECOND, ChronoUnit.MICROS);
            closeSegment(table.lastTime() + distance, end);
        }
        interrupted = !window.isEmpty();
        waitingForKey = true;
    }

    private void giveUpSegment() {
        table.clear();
        writer.abandon();
        interrupted = !window.isEmpty();
        waitingForKey = true;
    }

    private void closeSegment(long end, Instant endArrival) {
        List<ByteBuffer> media = writer.cut();
        if (!writer.write(table.header(sequence, end))) {
            giveUpSegment();
            return;
        }
        List<ByteBuffer> body = new ArrayList<>(writer.cut());
        body.addAll(media);
        nominal = table.nominal(nominal);
        discontinuity += interrupted ? 1 : 0;
        interrupted = false;
        Segment segment = new Segment(
                sequence,
                discontinuity,
                "seg-" + start.epoch() + "-" + sequence + ".m4s",
                initName,
                segmentStart,
                endArrival.isBefore(segmentStart) ? segmentStart : endArrival,
                end - table.firstTime(),
                table.count(),
                independent,
                writer.seal(body));
        table.clear();
        sequence++;
        publish(segment);
    }

    private void publish(Segment segment) {
        VideoFormat current = format;
        if (current == null) {
            throw new IllegalStateException("a segment without a format");
        }
        if (!catalogue.has(initName)) {
            put(initName, MEDIA_TYPE, true, new Stored(List.of(direct(InitSegment.of(current))), List.of()));
        }
        put(segment.name(), MEDIA_TYPE, true, segment.stored());
        window.add(segment);
        makeRoomAhead(segment.stored().length());
        List<Segment> listed;
        do {
            listed = window.listed();
            publishPlaylist(MEDIA, PlaylistWriter.media(listed, options.targetDuration()));
            publishPlaylist(MULTIVARIANT, PlaylistWriter.multivariant(listed, current, MEDIA));
        } while (listed.size() != window.listed().size());
        publishState();
        onClosed.accept(segment.closed());
    }

    /** While the playlist is about to be written anyway: what the next segment would push out must not be on it. */
    private void makeRoomAhead(long next) {
        while (window.isOverfull() || !writer.hasRoomFor(next + next / 4)) {
            if (!dropOldest()) {
                return;
            }
        }
    }

    private void publishPlaylist(String name, ByteBuffer text) {
        if (writer.write(text)) {
            put(name, PLAYLIST_TYPE, false, writer.seal(writer.cut()));
        } else {
            writer.abandon();
        }
    }

    private void put(String name, String type, boolean immutable, Stored stored) {
        String etag = "\"" + start.epoch() + "-" + sequence + "-" + version++ + "\"";
        letGo(catalogue.put(name, new Catalogue.Entry(stored, type, immutable, etag)));
    }

    private boolean dropOldest() {
        Optional<Segment> oldest = window.removeOldest();
        oldest.ifPresent(segment -> {
            letGo(segment.name());
            if (!window.uses(segment.initName()) && !segment.initName().equals(initName)) {
                letGo(segment.initName());
            }
        });
        return oldest.isPresent();
    }

    private void letGo(String name) {
        letGo(catalogue.remove(name));
    }

    private void letGo(Catalogue.@Nullable Entry entry) {
        if (entry != null) {
            writer.forget(entry.stored());
            entry.stored().release();
        }
    }

    private void publishState() {
        position = new HlsPosition(start.epoch(), sequence, discontinuity + (interrupted ? 1 : 0));
        bytes = writer.heldBytes();
    }

    private static ByteBuffer direct(ByteBuffer data) {
        return ByteBuffer.allocateDirect(data.remaining()).put(data).flip().asReadOnlyBuffer();
    }
}
