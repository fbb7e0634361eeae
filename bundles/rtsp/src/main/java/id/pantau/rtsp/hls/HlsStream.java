package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live stream of one camera, whatever becomes of the connection to it. Nothing is found until the first segment is
 * closed; from then on the playlists never vanish: an outage leaves the last ones in place, and what follows it is
 * numbered on behind a DISCONTINUITY.
 *
 * <p>A segment ends before the first key picture at or after the target, or before an earlier one when it would else exceed
 * the target duration. Where a camera's key pictures are further apart than that, or a segment would take more than a third of the byte budget, it ends before another picture,
 * and the next one before the next key picture; the playlist then does not claim independent segments. A picture that is
 * larger than that third, or for which there is no room even without the older segments, is left out, with all up to the
 * next key picture.
 *
 * <p>A segment is published part by part: the parts are slices of memory, the segment is the list of them.
 *
 * <p>A camera's further streams can be made variants of its first one: see {@link #HlsStream(HlsStream, HlsOptions,
 * HlsPosition, SlabPool, Consumer)}.
 *
 * <p>{@code format}, {@code append}, {@code clock}, {@code discontinuity} and {@code close} exclude each other; the others never wait for
 * them, and are for any thread.
 */
public final class HlsStream implements AutoCloseable {
    private static final int LEAST_SLABS = 8;
    private static final int MOST_PICTURES = 2_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** In percent of a second: EXTINF rounded must not exceed the target duration (RFC 8216bis, section 4.4.3.1). */
    private static final long ROUNDED_OFF = 40;

    private final HlsPosition start;
    private final Consumer<ClosedSegment> onClosed;
    private final Shelf shelf;
    private final Fragment fragment;
    private final Timeline timeline;
    private final int targetDuration;
    private final PartTarget partTarget;
    private final long shortest;
    private final long longest;
    private final Groups groups;
    private final long mostBytes;

    private @Nullable VideoFormat format;
    private @Nullable AudioTrack audio;
    private @Nullable OpenSegment open;
    private String initName = "";
    private String nextInit = "";
    private long initNumber = -1;
    private Instant lastArrival = Instant.EPOCH;
    private boolean waitingForKey = true;
    private boolean interrupted;
    private boolean closed;
    private long nominal = AccessUnit.TICKS_PER_SECOND / 25;
    private long sequence;
    private long partNumber;
    private int lastParts;
    private volatile HlsPosition position;
    private volatile long bytes;
    private volatile Runnable onChange = () -> {};

    /**
     * A camera's only stream, or its first one.
     *
     * @param onClosed told of every complete segment, on the thread that appends; must not block
     * @throws IllegalArgumentException when the byte budget does not hold eight slabs
     */
    public HlsStream(HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed) {
        this(options, start, pool, onClosed, new LeadingTimeline(new CommonTime(start.discontinuitySequence())));
    }

    /**
     * Another stream of the same camera, whose time line follows the first one's: see {@link #isAligned}. It counts the
     * camera's discontinuities, which begin where the first stream has come to.
     *
     * @throws IllegalArgumentException also when its target duration is not the first one's
     */
    public HlsStream(
            HlsStream first, HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed) {
        this(options, start, pool, onClosed, new FollowingTimeline(first.timeline.common));
        if (first.targetDuration != targetDuration) {
            throw new IllegalArgumentException(
                    "variants have one target duration, not " + first.targetDuration + " and " + targetDuration);
        }
    }

    private HlsStream(
            HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed, Timeline timeline) {
        if (options.byteBudget() < (long) LEAST_SLABS * pool.slabBytes()) {
            throw new IllegalArgumentException("byteBudget must hold " + LEAST_SLABS + " slabs of " + pool.slabBytes()
                    + " bytes, not " + options.byteBudget());
        }
        this.start = start;
        this.timeline = timeline;
        this.targetDuration = options.targetDuration();
        this.onClosed = onClosed;
        this.shelf = new Shelf(options, start.epoch(), pool);
        this.fragment = new Fragment(shelf.media());
        this.partTarget = new PartTarget(options.part().toMillis() * (AccessUnit.TICKS_PER_SECOND / 1000));
        this.shortest = options.target().toMillis() * (AccessUnit.TICKS_PER_SECOND / 1000) * 95 / 100;
        this.longest =
                (long) targetDuration * AccessUnit.TICKS_PER_SECOND + AccessUnit.TICKS_PER_SECOND * ROUNDED_OFF / 100;
        this.groups = new Groups(longest);
        this.mostBytes = options.byteBudget() / 3;
        this.sequence = start.mediaSequence();
        this.position = start;
    }

    /** @param listener called whenever something new can be found, and at the end, by the thread that appends; must not block */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** What the access units from here on are coded like. */
    public synchronized void format(VideoFormat next) {
        if (closed || next.equals(format)) {
            return;
        }
        timeline.recode(fragment.nominal(nominal));
        initNumber = Math.max(initNumber + 1, sequence + (open == null ? 0 : 1));
        nextInit = "init-" + start.epoch() + "-" + initNumber + ".mp4";
        shelf.announce(nextInit, next);
        interrupt();
        format = next;
        audio = AudioTrack.after(audio, next.audio());
        initName = nextInit;
        publishState();
    }

    /** Adds a picture, copying its bytes. Pictures before the first format and key picture are left out. */
    public synchronized void append(AccessUnit unit) {
        if (closed || format == null || waitingForKey && !unit.key()) {
            return;
        }
        if (unit.key() && fragment.count() > 0 && audio != null && audio.isSilent(fragment.lastTime())) {
            format(coded().with(Optional.empty()));
        }
        if (unit.key() && timeline.breaks()) {
            interrupt();
        }
        long time = timeline.decodeTime(unit);
        if (unit.key()) {
            groups.key(time);
        }
        if (fragment.count() > 0) {
            endBefore(unit, time);
        }
        if (!waitingForKey || unit.key()) {
            add(unit, time);
        }
        if (shelf.listsTooMuch()) {
            publish(false);
        }
        publishState();
    }

    /** What the camera's clock showed, on the clock of the access units of this connection. */
    public synchronized void clock(SenderReport report) {
        if (!closed) {
            timeline.report(report);
        }
    }

    /** Adds a frame of the sound that the format names, copying its bytes. It is left out while no pictures come. */
    public synchronized void append(AudioFrame frame) {
        AudioTrack sound = audio;
        if (!closed && sound != null && !waitingForKey && fragment.count() > 0) {
            sound.add(frame, fragment.lastTime(), lastArrival);
        }
    }

    /** The connection was lost: closes what is open and marks what will follow. */
    public synchronized void discontinuity() {
        if (!closed) {
            timeline.reset(fragment.nominal(nominal));
            interrupt();
            publishState();
        }
    }

    /**
     * One file: {@code index.m3u8} (multivariant playlist), {@code video.m3u8} (media playlist), or what these name.
     *
     * @return empty when there is no such file (any more); the caller closes what there is
     */
    public Optional<HlsResource> find(String name) {
        return shelf.find(name);
    }

    /** One file, or whether it is worth to wait for it: see {@link #onChange}. */
    public HlsAnswer ask(HlsRequest request) {
        return shelf.ask(request);
    }

    /** The stream as one endless file, from the newest part that begins with a key picture. */
    public PartReader read() {
        return new PartReader(shelf, longest);
    }

    /**
     * Whether what the camera saw at one moment has the same time here as in the first stream, by what the camera's clock
     * showed in both: then the two are variants of one multivariant playlist. A first stream always is.
     */
    public boolean isAligned() {
        return timeline.isAligned();
    }

    /** The stream as a multivariant playlist describes it; empty before there is one. */
    public Optional<Variant> variant() {
        return shelf.variant();
    }

    /** How far the media playlist has come; empty before there is one, and after the end. */
    public Optional<LastPart> last() {
        return shelf.last();
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
        shelf.clear();
        publishState();
        onChange.run();
    }

    private void endBefore(AccessUnit unit, long time) {
        OpenSegment segment = opened();
        long partTicks = time - fragment.firstTime();
        long elapsed = time - segment.startTime();
        if (elapsed > longest || partTarget.isPause(partTicks)) {
            interrupt();
            return;
        }
        // nothing can be watched before the first segment is complete
        long least = shelf.isEmpty() ? shortest / 2 : shortest;
        boolean enough = elapsed >= least || groups.fitNoMoreAfter(elapsed) || !segment.independent();
        boolean atKey = unit.key() && enough;
        boolean tooLong = elapsed + fragment.nominal(nominal) > longest || elapsed >= groups.piece();
        boolean tooBig = segment.bytes() + fragment.bytes() + unit.data().remaining() > mostBytes;
        boolean ends = atKey || tooLong || tooBig || segment.pictures() + fragment.count() >= MOST_PICTURES;
        int pictures = fragment.count();
        boolean full = partTarget.isFull(partTicks, pictures);
        if ((ends || full) && closePart(time)) {
            if (full) {
                partTarget.took(partTicks, pictures);
            }
            if (ends) {
                closeSegment(unit.arrival());
            } else {
                publish(false);
            }
        }
    }

    private void add(AccessUnit unit, long time) {
        long offset = timeline.offset(unit);
        boolean fits = unit.data().remaining() <= mostBytes;
        if (!fits || !fragment.add(time, offset, unit.data(), unit.key())) {
            giveUp();
            return;
        }
        waitingForKey = false;
        if (open == null) {
            Instant date = timeline.date(time + offset, unit.arrival());
            open = new OpenSegment(start.epoch(), sequence, initName, unit.arrival(), date, time, unit.key());
        }
        lastArrival = unit.arrival();
    }

    /** What follows does not go on from what is there: other coding, other clock, or pictures missing. */
    private void interrupt() {
        if (fragment.count() > 0) {
            long distance = fragment.nominal(nominal);
            Instant end =
                    lastArrival.plus(distance * MICROS_PER_SECOND / AccessUnit.TICKS_PER_SECOND, ChronoUnit.MICROS);
            long most = partTarget.most() - (fragment.lastTime() - fragment.firstTime());
            if (closePart(fragment.lastTime() + Math.max(1, Math.min(distance, most)))) {
                closeSegment(end);
            }
        }
        interrupted = !shelf.isEmpty();
        waitingForKey = true;
        groups.interrupt();
    }

    /** Leaves out the pictures that are not published yet. */
    private void giveUp() {
        fragment.abandon(audio);
        if (open != null && !open.parts().isEmpty()) {
            closeSegment(lastArrival);
        }
        open = null;
        interrupted = !shelf.isEmpty();
        waitingForKey = true;
    }

    /** @return false when there is no room for it */
    private boolean closePart(long end) {
        OpenSegment segment = opened();
        boolean first = segment.parts().isEmpty();
        Stored stored = fragment.close(first, partNumber + 1, end, audio);
        if (stored == null) {
            giveUp();
            return false;
        }
        if (first) {
            segment.discontinuity(timeline.begin(interrupted));
            interrupted = false;
        }
        nominal = fragment.nominal(nominal);
        Part part = new Part(
                partNumber++,
                segment.nextPart(),
                initName,
                segment.arrival(fragment.firstTime()),
                end - fragment.firstTime(),
                fragment.count(),
                fragment.beginsWithKey(),
                stored);
        fragment.clear(audio);
        segment.add(part);
        shelf.init(initName, coded());
        shelf.add(part);
        return true;
    }

    private void closeSegment(Instant end) {
        Segment segment = opened().close(end);
        open = null;
        lastParts = segment.parts().size();
        sequence++;
        shelf.add(segment);
        publish(true);
        onClosed.accept(segment.closed());
    }

    private void publish(boolean segmentClosed) {
        OpenSegment filling = open;
        String hint = filling == null ? OpenSegment.partName(start.epoch(), sequence, 0) : filling.nextPart();
        int parts = filling == null ? 0 : filling.parts().size();
        Edge edge = new Edge(sequence, parts, lastParts, partTarget.millis(), hint);
        shelf.publish(filling, coded(), nextInit, edge, segmentClosed);
        publishState();
        onChange.run();
    }

    private void publishState() {
        int begun = open == null || open.parts().isEmpty() ? 0 : 1;
        position = new HlsPosition(start.epoch(), sequence + begun, timeline.number() + (interrupted ? 1 : 0));
        bytes = shelf.heldBytes();
    }

    private OpenSegment opened() {
        OpenSegment segment = open;
        if (segment == null) {
            throw new IllegalStateException("pictures without a segment");
        }
        return segment;
    }

    private VideoFormat coded() {
        VideoFormat current = format;
        if (current == null) {
            throw new IllegalStateException("a segment without a format");
        }
        return current;
    }
}
