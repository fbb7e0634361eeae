package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * One coded frame of audio.
 *
 * @param data valid only during the call that hands it over
 * @param pts when to play it, in ticks of the format's sample rate; never decreasing on one connection
 * @param arrival when its last byte was read
 */
public record AudioFrame(ByteBuffer data, long pts, Instant arrival) {
    public AudioFrame {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(arrival, "arrival");
    }
}
