package id.pantau.service;

import id.pantau.model.Camera;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told of changes to the registry, after they are on disk: register it as a service. Called on the thread that made
 * the change, in no particular order between listeners, so it must be quick; what it throws is logged.
 */
@ConsumerType
public interface CameraListener {

    /** The camera is new, or its login, endpoint, driver or place changed. */
    void changed(Camera camera);

    void removed(String id);

    /** What the owner shares of the camera has changed, see {@link Sharing}, and nothing else of it. */
    default void sharingChanged(Camera camera) {}
}
