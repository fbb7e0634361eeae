package id.pantau.spi.vendor;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that a device noticed, in one vocabulary for all makes.
 *
 * @param channel the {@link Channel#id()}, or the empty string for the whole device
 * @param at when, by the platform's clock
 * @param source what tells two of a kind apart, such as the number of an alarm input; may be empty
 * @param raw what the device sent, as text without secrets; cut after 16,384 characters
 */
public record DeviceEvent(Kind kind, String channel, State state, Instant at, String source, String raw) {
    private static final int LONGEST_RAW = 16_384;

    /** What was noticed; {@code OTHER} for what has no word here. */
    public enum Kind {
        MOTION,
        LINE_CROSSED,
        AREA_ENTERED,
        TAMPERED,
        VIDEO_LOST,
        ALARM_INPUT,
        CLOCK_CHANGED,
        STORAGE_FAILED,
        OTHER
    }

    /** Whether it begins, ends, or has no length. Devices repeat themselves; the platform drops what says nothing new. */
    public enum State {
        BEGUN,
        ENDED,
        MOMENT
    }

    public DeviceEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
        raw = raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw;
    }
}
