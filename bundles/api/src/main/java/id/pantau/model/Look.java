package id.pantau.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * That somebody of the city's staff watched a camera on a day.
 *
 * @param who the user's name
 * @param first when it was seen first on that day
 * @param last when it was seen last on that day, to about a minute
 */
public record Look(String camera, String who, LocalDate day, Instant first, Instant last) {
    public Look {
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }
}
