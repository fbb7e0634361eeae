package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * One picture that is whole by itself.
 *
 * @param data a JPEG file (ITU-T T.81); valid only during the call that hands it over
 * @param arrival when its last byte was read
 */
public record JpegPicture(ByteBuffer data, Instant arrival) {
    public JpegPicture {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(arrival, "arrival");
    }
}
