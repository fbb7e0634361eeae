package id.pantau.model;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that goes on at a place, for which cameras are shared whose owners share them for incidents only.
 *
 * @param id given by the registry
 * @param place a {@link Camera}'s or a {@link Point}'s id
 * @param opened when somebody said so
 * @param until when it ends by itself, or was ended
 * @param who the {@link Actor#name()} of who opened it
 * @param why what goes on, for people
 */
public record Incident(String id, String place, Instant opened, Instant until, String who, String why) {
    public Incident {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(opened, "opened");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(why, "why");
    }

    public boolean openAt(Instant at) {
        return !at.isBefore(opened) && at.isBefore(until);
    }
}
