package id.pantau.spi.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps recorded segments. Calls may block and come from several threads; the platform calls from a pool of the
 * store's own.
 */
@ConsumerType
public interface SegmentStore {

    /**
     * Begins to write a segment. Nobody sees it before {@link Draft#commit()}; a draft that is closed uncommitted, or
     * left behind by a crash, leaves nothing that {@link #find} or {@link #read} would show.
     *
     * @throws IOException when the segment exists already or the store cannot take it
     */
    Draft begin(Segment segment) throws IOException;

    /** Every camera of which a committed segment is kept, in no particular order, registered or not any more. */
    Set<String> cameras() throws IOException;

    /**
     * The committed segments of {@code camera} that overlap [from, to), oldest first; {@link Instant#MIN} and
     * {@link Instant#MAX} stand for no limit.
     */
    List<Segment> find(String camera, Instant from, Instant to) throws IOException;

    /**
     * The bytes of a committed segment; the caller closes the stream.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such segment
     */
    InputStream read(Segment segment) throws IOException;

    /** Deletes a segment for good; deleting one that is not there is harmless. */
    void delete(Segment segment) throws IOException;

    /** How much is kept and how much more would fit. */
    Usage usage() throws IOException;

    /**
     * One piece of a camera's recording, playable by itself.
     *
     * @param camera id, {@code [a-z0-9]{1,64}}
     * @param start first picture, millisecond precision
     * @param end after the last picture; later than {@code start}
     */
    record Segment(String camera, Instant start, Instant end) {
        public Segment {
            if (!camera.matches("[a-z0-9]{1,64}")) {
                throw new IllegalArgumentException("not a camera id");
            }
            Objects.requireNonNull(start, "start");
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException("a segment ends after it starts");
            }
        }
    }

    /** A segment being written. Used by one thread. */
    @ConsumerType
    interface Draft extends WritableByteChannel {
        /** Makes it visible and durable: when this returns, the segment survives a power cut. */
        void commit() throws IOException;

        /** Discards it unless it was committed. Closing twice is harmless. */
        @Override
        void close() throws IOException;
    }

    /**
     * How full a store is.
     *
     * @param usedBytes by committed segments
     * @param freeBytes that can still be written, {@link Long#MAX_VALUE} when unlimited
     */
    record Usage(long segments, long usedBytes, long freeBytes) {}
}
