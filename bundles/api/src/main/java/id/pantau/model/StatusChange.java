package id.pantau.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of a camera's history: from {@code at} on, until the next row, it showed this.
 *
 * @param reason empty exactly when {@code status} is {@link Status#LIVE}
 * @param detail as in {@link CameraState}; may be empty
 */
public record StatusChange(String camera, Instant at, Status status, Optional<Reason> reason, String detail) {

    public StatusChange {
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(detail, "detail");
        if ((status == Status.LIVE) != reason.isEmpty()) {
            throw new IllegalArgumentException("live has no reason, everything else has one");
        }
    }
}
