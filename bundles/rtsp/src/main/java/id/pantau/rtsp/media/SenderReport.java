package id.pantau.rtsp.media;

import java.time.Instant;
import java.util.Objects;

/**
 * What a camera's own clock showed at a moment of its time line (RFC 3550, section 6.4.1). Two streams of one camera whose
 * reports name the same clock are aligned by it; how right that clock is, is another matter.
 *
 * @param wallClock of the camera
 * @param pts the same moment, on the clock of the access units of this connection
 */
public record SenderReport(Instant wallClock, long pts) {
    public SenderReport {
        Objects.requireNonNull(wallClock, "wallClock");
    }
}
