package id.pantau.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is measured on a camera's stream.
 *
 * @param fps complete pictures per second over the last few seconds; 0 when none arrive
 * @param bitrate bits per second over the same time
 * @param width in pixels, 0 before the first picture
 * @param height in pixels, 0 before the first picture
 * @param viewers how many people watch now, as far as requests tell
 * @param bufferBytes held for the camera off-heap
 * @param connections how often the platform has connected to the camera since it started
 * @param lastFrameAt when the last complete picture arrived
 */
public record StreamStats(
        double fps,
        long bitrate,
        int width,
        int height,
        int viewers,
        long bufferBytes,
        long connections,
        Optional<Instant> lastFrameAt) {
    public static final StreamStats NONE = new StreamStats(0, 0, 0, 0, 0, 0, 0, Optional.empty());

    /** This stream's figures, with the viewers and the memory of another one of the same camera. */
    public StreamStats with(StreamStats other) {
        return new StreamStats(
                fps,
                bitrate,
                width,
                height,
                viewers + other.viewers,
                bufferBytes + other.bufferBytes,
                connections,
                lastFrameAt);
    }
}
