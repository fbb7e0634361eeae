package id.pantau.service;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened. Carries no media and no secrets.
 *
 * @param type one of the constants below; {@code [a-z-]+}
 * @param camera its id
 * @param attributes small and flat
 */
public record Fact(String type, String camera, Instant at, Map<String, String> attributes) {
    /** A camera's status or reason changed: {@code status}, {@code reason} (absent when live), {@code detail}. */
    public static final String STATUS_CHANGED = "status-changed";

    /**
     * A media segment is complete: {@code name} and {@code initName} (for {@link Live#media}; the initialisation
     * segment comes first in a file of its own), {@code start}, {@code end} (ISO 8601).
     */
    public static final String SEGMENT_CLOSED = "segment-closed";

    /** A camera became public or was withdrawn: {@code stand}, {@code reason}. */
    public static final String PUBLICATION_CHANGED = "publication-changed";

    /** A camera was registered: {@code row}. */
    public static final String CAMERA_REGISTERED = "camera-registered";

    /**
     * A camera noticed something by itself: {@code kind} and {@code state} of {@link
     * id.pantau.spi.vendor.DeviceEvent} (such as {@code motion}, {@code begun}), {@code source}, {@code at} (ISO 8601), {@code
     * raw} (what the device sent, at most 4,096 characters). What repeats itself is left out, and what comes faster than two
     * a second.
     */
    public static final String CAMERA_EVENT = "camera-event";

    public Fact {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(at, "at");
        attributes = Map.copyOf(attributes);
    }
}
