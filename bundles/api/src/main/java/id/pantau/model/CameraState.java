package id.pantau.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a camera shows now.
 *
 * @param reason empty exactly when {@code status} is {@link Status#LIVE}
 * @param detail for technicians, in English, without credentials or addresses; may be empty
 * @param since when this status and reason began
 */
public record CameraState(Status status, Optional<Reason> reason, String detail, Instant since) {
    public CameraState {
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(since, "since");
        if ((status == Status.LIVE) != reason.isEmpty()) {
            throw new IllegalArgumentException("live has no reason, everything else has one");
        }
    }

    public static CameraState live(Instant since) {
        return new CameraState(Status.LIVE, Optional.empty(), "", since);
    }

    public static CameraState offline(Reason reason, String detail, Instant since) {
        return new CameraState(Status.OFFLINE, Optional.of(reason), detail, since);
    }
}
