package id.pantau.model;

import java.util.Objects;

/**
 * One encoded stream that a camera offers.
 *
 * @param name unique within its channel, such as {@code main} or {@code sub}
 * @param width in pixels, 0 when not known before playing
 * @param height in pixels, 0 when not known before playing
 */
public record StreamProfile(String name, Kind kind, Codec codec, int width, int height) {
    public StreamProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(codec, "codec");
    }

    /** Which of a camera's streams, best picture first. */
    public enum Kind {
        MAIN,
        SUB,
        THIRD
    }

    /** How the pictures are coded; {@code UNKNOWN} until the stream is described. */
    public enum Codec {
        H264,
        H265,
        MJPEG,
        UNKNOWN
    }
}
