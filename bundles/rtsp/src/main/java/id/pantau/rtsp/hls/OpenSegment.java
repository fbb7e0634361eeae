package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segment that is being filled, and the parts that it has so far. */
final class OpenSegment {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final String prefix;
    private final long sequence;
    private final String initName;
    private final Instant start;
    private final Instant date;
    private final long startTime;
    private final boolean independent;
    private final List<Part> parts = new ArrayList<>();
    private long discontinuity;
    private long bytes;
    private int pictures;

    /**
     * @param start when its first picture arrived
     * @param date what EXT-X-PROGRAM-DATE-TIME says
     * @param startTime when its first picture is to be decoded
     */
    OpenSegment(
            long epoch,
            long sequence,
            String initName,
            Instant start,
            Instant date,
            long startTime,
            boolean independent) {
        this.prefix = epoch + "-" + sequence;
        this.sequence = sequence;
        this.initName = initName;
        this.start = start;
        this.date = date;
        this.startTime = startTime;
        this.independent = independent;
    }

    static String partName(long epoch, long sequence, int index) {
        return "part-" + epoch + "-" + sequence + "-" + index + ".m4s";
    }

    void add(Part part) {
        parts.add(part);
        bytes += part.stored().length();
        pictures += part.pictures();
    }

    void discontinuity(long number) {
        discontinuity = number;
    }

    Segment close(Instant end) {
        String name = "seg-" + prefix + ".m4s";
        return new Segment(
                sequence,
                discontinuity,
                name,
                initName,
                start,
                end.isBefore(start) ? start : end,
                date,
                ticks(),
                pictures,
                independent,
                List.copyOf(parts),
                Stored.joined(parts.stream().map(Part::stored).toList()),
                SegmentLines.of(name, date, ticks(), parts));
    }

    /**
     * What a playlist shows of a segment that is being filled.
     *
     * @param parts not empty
     */
    record Listed(long discontinuity, String initName, Instant date, boolean independent, List<Part> parts) {
        long ticks() {
            return parts.stream().mapToLong(Part::ticks).sum();
        }
    }

    /** As it is now; null before its first part. */
    @Nullable
    Listed listed() {
        return parts.isEmpty() ? null : new Listed(discontinuity, initName, date, independent, List.copyOf(parts));
    }

    String nextPart() {
        return "part-" + prefix + "-" + parts.size() + ".m4s";
    }

    List<Part> parts() {
        return parts;
    }

    /** Of the parts. */
    long ticks() {
        return parts.stream().mapToLong(Part::ticks).sum();
    }

    long bytes() {
        return bytes;
    }

    int pictures() {
        return pictures;
    }

    long startTime() {
        return startTime;
    }

    /** When a picture of it arrived, about; @param time when that one is to be decoded */
    Instant arrival(long time) {
        return start.plus((time - startTime) * MICROS_PER_SECOND / AccessUnit.TICKS_PER_SECOND, ChronoUnit.MICROS);
    }

    Instant date() {
        return date;
    }

    String initName() {
        return initName;
    }

    long discontinuity() {
        return discontinuity;
    }

    boolean independent() {
        return independent;
    }
}
