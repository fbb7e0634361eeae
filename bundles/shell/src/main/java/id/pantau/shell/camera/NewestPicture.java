package id.pantau.shell.camera;

import id.pantau.service.Cameras;
import id.pantau.service.Snapshot;
import id.pantau.service.Snapshots;
import id.pantau.shell.Services;
import java.util.NoSuchElementException;

/** What a camera shows now, for whoever approves it. */
public final class NewestPicture {
    private NewestPicture() {}

    /**
     * The newest picture of a camera.
     *
     * @throws NoSuchElementException when there is no such camera
     * @throws IllegalStateException with a sentence for the user when there is no picture
     */
    public static Snapshot of(Services services, String camera) {
        if (services.get(Cameras.class).find(camera).isEmpty()) {
            throw new NoSuchElementException("there is no camera '" + camera + "'");
        }
        return services.get(Snapshots.class)
                .newest(camera)
                .orElseThrow(() -> new IllegalStateException("there is no current picture of " + camera
                        + " to approve: see camera:info for its state, and try again once it sends pictures"));
    }
}
