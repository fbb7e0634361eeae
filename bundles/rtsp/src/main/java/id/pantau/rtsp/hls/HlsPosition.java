package id.pantau.rtsp.hls;

/**
 * Where a stream is in its numbering, so that its owner can keep it across restarts.
 *
 * @param epoch part of every media URL; an owner that may have lost numbers takes a new one
 * @param mediaSequence of the next segment
 * @param discontinuitySequence of the next segment
 */
public record HlsPosition(long epoch, long mediaSequence, long discontinuitySequence) {
    public HlsPosition {
        if (epoch < 0 || mediaSequence < 0 || discontinuitySequence < 0) {
            throw new IllegalArgumentException(
                    "negative position: " + epoch + ", " + mediaSequence + ", " + discontinuitySequence);
        }
    }
}
