package id.pantau.service;

import id.pantau.model.Rendition;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request for one file of a camera's stream, with delivery directives (RFC 8216bis, section 6.2.5), which only count for
 * media playlists.
 *
 * @param name below the camera's path, such as {@code index.m3u8}
 * @param msn {@code _HLS_msn}; not negative
 * @param part {@code _HLS_part}; not negative
 * @param skip whether a delta update will do: {@code _HLS_skip}
 * @param viewer as for {@link Live#media}
 * @param most the best rendition that playlists tell of; it does not matter for other files
 */
public record MediaRequest(
        String camera, String name, OptionalLong msn, OptionalInt part, boolean skip, String viewer, Rendition most) {
    public MediaRequest {
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(viewer, "viewer");
        Objects.requireNonNull(most, "most");
        if (msn.orElse(0) < 0 || part.orElse(0) < 0) {
            throw new IllegalArgumentException("a negative number in " + msn + ", " + part);
        }
    }

    /** A request of somebody who is told of the first rendition alone. */
    public MediaRequest(String camera, String name, OptionalLong msn, OptionalInt part, boolean skip, String viewer) {
        this(camera, name, msn, part, skip, viewer, Rendition.FIRST);
    }

    /** The same for another file. */
    public MediaRequest named(String other) {
        return new MediaRequest(camera, other, msn, part, skip, viewer, most);
    }

    /** The same, told of renditions up to another one. */
    public MediaRequest upTo(Rendition other) {
        return new MediaRequest(camera, name, msn, part, skip, viewer, other);
    }

    /** Whether it waits for something that may be yet to come. */
    public boolean blocks() {
        return msn.isPresent();
    }
}
