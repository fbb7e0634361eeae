package id.pantau.rtsp.hls;

import java.time.Duration;

/**
 * What a stream keeps and how it is cut.
 *
 * @param target a segment ends before the first key picture at or after this length; 500 ms to 10 s
 * @param segments the least number of segments that the playlist lists once it has them; it lists more when the
 *     standard demands it (RFC 8216, section 6.2.2: three target durations); 3 to 100
 * @param byteBudget most bytes that the stream holds off-heap, whatever the camera sends
 */
public record HlsOptions(Duration target, int segments, long byteBudget) {
    private static final int LONGEST_OVER_TARGET = 3;

    public HlsOptions {
        if (target.toMillis() < 500 || target.toMillis() > 10_000) {
            throw new IllegalArgumentException("target must be 500 ms to 10 s, not " + target);
        }
        if (segments < 3 || segments > 100) {
            throw new IllegalArgumentException("segments must be 3 to 100, not " + segments);
        }
        if (byteBudget < 1) {
            throw new IllegalArgumentException("byteBudget must be positive, not " + byteBudget);
        }
    }

    /** Segments of 2 s, at least six of them, in at most 16 MiB. */
    public static HlsOptions defaults() {
        return new HlsOptions(Duration.ofSeconds(2), 6, 16L << 20);
    }

    /**
     * EXT-X-TARGETDURATION in seconds: three times {@code target}, rounded up, constant for the stream's life. A camera
     * whose key pictures are further apart than this gets segments that begin with another picture.
     */
    public int targetDuration() {
        return (int) ((target.toMillis() * LONGEST_OVER_TARGET + 999) / 1000);
    }
}
