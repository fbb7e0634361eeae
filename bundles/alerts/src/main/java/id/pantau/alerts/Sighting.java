package id.pantau.alerts;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import java.util.Objects;

/**
 * How one camera stands now, in one respect.
 *
 * @param point the point's name, for people
 */
record Sighting(Camera camera, String point, Aspect aspect, CameraState state) {
    Sighting {
        Objects.requireNonNull(state, "state");
    }

    Key key() {
        return new Key(camera.id(), aspect);
    }

    /** Its picture, and whether the public sees it, come and go each by itself. */
    enum Aspect {
        PICTURE,
        PUBLIC
    }

    record Key(String camera, Aspect aspect) {}
}
