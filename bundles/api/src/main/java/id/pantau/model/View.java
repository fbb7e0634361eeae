package id.pantau.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a camera is approved to show, and whether it still does.
 *
 * @param approved when a person approved of what it shows; empty when nobody has
 * @param by who that was; empty when nobody has
 * @param changed since when it shows something else; empty while it does not
 * @param detail how it changed, for technicians, in English; empty while it does not
 */
public record View(String camera, Optional<Instant> approved, String by, Optional<Instant> changed, String detail) {

    public View {
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(approved, "approved");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(changed, "changed");
        Objects.requireNonNull(detail, "detail");
    }

    /** A camera whose view nobody has approved yet. */
    public static View none(String camera) {
        return new View(camera, Optional.empty(), "", Optional.empty(), "");
    }

    public boolean isChanged() {
        return changed.isPresent();
    }
}
