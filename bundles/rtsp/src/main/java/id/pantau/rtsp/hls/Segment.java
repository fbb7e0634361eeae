package id.pantau.rtsp.hls;

import java.time.Instant;
import java.util.List;

/**
 * A closed segment.
 *
 * @param discontinuity its discontinuity sequence number
 * @param date what EXT-X-PROGRAM-DATE-TIME says
 * @param ticks duration in 1/90000 s
 * @param pictures how many
 * @param parts that it consists of, in order
 * @param stored the parts' bytes, one behind the other
 * @param lines what playlists say of it
 */
record Segment(
        long sequence,
        long discontinuity,
        String name,
        String initName,
        Instant start,
        Instant end,
        Instant date,
        long ticks,
        int pictures,
        boolean independent,
        List<Part> parts,
        Stored stored,
        SegmentLines lines) {

    long bitsPerSecond() {
        return stored.length() * 8 * 90_000 / Math.max(1, ticks);
    }

    ClosedSegment closed() {
        return new ClosedSegment(name, initName, start, end, sequence, independent);
    }
}
