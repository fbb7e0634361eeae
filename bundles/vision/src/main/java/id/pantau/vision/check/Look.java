package id.pantau.vision.check;

import java.time.Instant;
import java.util.Objects;

/**
 * One look at a camera.
 *
 * @param at when the picture arrived
 * @param decodeErrors what the decoder complained of in this picture; at least 0
 */
public record Look(LumaPicture picture, Instant at, int decodeErrors) {

    public Look {
        Objects.requireNonNull(picture, "picture");
        Objects.requireNonNull(at, "at");
        if (decodeErrors < 0) {
            throw new IllegalArgumentException(decodeErrors + " decode errors");
        }
    }
}
