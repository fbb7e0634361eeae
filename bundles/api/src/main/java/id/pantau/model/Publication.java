package id.pantau.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a camera stands towards the public.
 *
 * @param reason present exactly when {@code stand} is {@link Stand#WITHDRAWN}
 * @param detail why in words, when there is more to say than the reason's own text
 */
public record Publication(String camera, Stand stand, Optional<Reason> reason, Optional<Text> detail, Instant since) {
    public Publication {
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(since, "since");
        if ((stand == Stand.WITHDRAWN) != reason.isPresent()) {
            throw new IllegalArgumentException("a withdrawn camera has a reason, another has none");
        }
    }

    /** A camera that was never public, or that nobody may know of. */
    public static Publication none(String camera) {
        return new Publication(camera, Stand.PRIVATE, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    public boolean isPublic() {
        return stand == Stand.PUBLIC;
    }

    /** The state to show: a withdrawal hides whatever the picture says. */
    public CameraState shown(CameraState technical) {
        return reason.map(r -> new CameraState(
                        Status.WITHDRAWN, Optional.of(r), detail.map(Text::en).orElse(""), since))
                .orElse(technical);
    }

    /** Never shown; shown now; shown once and still listed with the reason why not now. */
    public enum Stand {
        PRIVATE,
        PUBLIC,
        WITHDRAWN
    }
}
