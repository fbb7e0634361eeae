package id.pantau.service;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * One decoded picture.
 *
 * @param jpeg a JPEG file in the stream's size; read-only
 * @param takenAt when the picture came from the camera
 */
public record Snapshot(ByteBuffer jpeg, Instant takenAt) {
    public Snapshot {
        Objects.requireNonNull(takenAt, "takenAt");
        jpeg = jpeg.asReadOnlyBuffer();
    }

    /** A buffer of the caller's own. */
    @Override
    public ByteBuffer jpeg() {
        return jpeg.duplicate();
    }
}
