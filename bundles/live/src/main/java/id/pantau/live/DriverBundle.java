package id.pantau.live;

import java.time.Instant;

/**
 * The bundle that a driver comes from.
 *
 * @param id the framework's
 * @param name symbolic name and version
 * @param modified when it was installed or updated last
 */
record DriverBundle(long id, String name, Instant modified) {

    /** Whether one came after the other in the same place, or under the same name. */
    boolean isSuccessor(DriverBundle other) {
        return id == other.id || symbolicName().equals(other.symbolicName());
    }

    private String symbolicName() {
        return name.split(" ", 2)[0];
    }

    /** Whether it is the same code: neither another bundle nor an update of this one. */
    boolean isSame(DriverBundle other) {
        return id == other.id && name.equals(other.name) && modified.equals(other.modified);
    }
}
