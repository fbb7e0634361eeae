package id.pantau.model;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * One picture as a device sent it, not decoded yet.
 *
 * @param bytes at most {@link #MOST_BYTES}; read-only
 * @param takenAt when it came
 */
public record CodedPicture(Form form, ByteBuffer bytes, Instant takenAt) {
    public static final int MOST_BYTES = 8 << 20;

    /** @throws IllegalArgumentException when it is too large */
    public CodedPicture {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(takenAt, "takenAt");
        if (bytes.remaining() > MOST_BYTES) {
            throw new IllegalArgumentException("a picture of " + bytes.remaining() + " bytes");
        }
        bytes = bytes.asReadOnlyBuffer();
    }

    /** A buffer of the caller's own. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** How it is coded. */
    public enum Form {
        /** A JPEG file. */
        JPEG,
        /** A fragmented MP4 that begins with the picture, a key picture. */
        VIDEO
    }
}
