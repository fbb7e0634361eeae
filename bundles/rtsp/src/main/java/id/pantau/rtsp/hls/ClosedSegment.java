package id.pantau.rtsp.hls;

import java.time.Instant;

/**
 * A segment that is complete and can be found.
 *
 * @param name to find it by
 * @param initName to find the initialisation segment by that it needs
 * @param start when its first picture arrived
 * @param end when the picture after its last one arrived, or would have
 * @param sequence its media sequence number
 * @param independent whether it begins with a key picture
 */
public record ClosedSegment(
        String name, String initName, Instant start, Instant end, long sequence, boolean independent) {}
