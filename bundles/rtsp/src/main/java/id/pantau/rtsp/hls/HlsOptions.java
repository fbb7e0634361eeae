package id.pantau.rtsp.hls;

import java.time.Duration;

/**
 * What a stream keeps and how it is cut.
 *
 * @param target a segment ends before the first key picture at or after this length, or sooner where the next one would make
 *     it too long; 500 ms to 10 s
 * @param part a part is as many pictures as last about this long; 100 ms to 2 s
 * @param segments the least number of segments that the playlist lists once it has them; it lists at least seven
 *     target durations, so that a delta update has something to skip (RFC 8216bis, section 6.2.5.1); 3 to 100
 * @param byteBudget most bytes that the stream holds off-heap, whatever the camera sends
 */
public record HlsOptions(Duration target, Duration part, int segments, long byteBudget) {
    /** Pictures of 5, 10, 15, 20, 25 and 30 per second all fill it exactly. */
    private static final Duration USUAL_PART = Duration.ofMillis(400);

    public HlsOptions {
        if (target.toMillis() < 500 || target.toMillis() > 10_000) {
            throw new IllegalArgumentException("target must be 500 ms to 10 s, not " + target);
        }
        if (part.toMillis() < 100 || part.toMillis() > 2_000) {
            throw new IllegalArgumentException("part must be 100 ms to 2 s, not " + part);
        }
        if (segments < 3 || segments > 100) {
            throw new IllegalArgumentException("segments must be 3 to 100, not " + segments);
        }
        if (byteBudget < 1) {
            throw new IllegalArgumentException("byteBudget must be positive, not " + byteBudget);
        }
    }

    /** With parts of 0.4 s. */
    public HlsOptions(Duration target, int segments, long byteBudget) {
        this(target, USUAL_PART, segments, byteBudget);
    }

    /** Segments of 2 s, at least six of them, in at most 16 MiB. */
    public static HlsOptions defaults() {
        return new HlsOptions(Duration.ofSeconds(2), 6, 16L << 20);
    }

    /**
     * EXT-X-TARGETDURATION in seconds: {@code target}, rounded up, constant for the stream's life. A camera whose key
     * pictures are further apart than this gets segments that begin with another picture.
     */
    public int targetDuration() {
        return (int) ((target.toMillis() + 999) / 1000);
    }
}
