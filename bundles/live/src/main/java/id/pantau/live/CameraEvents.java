package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.service.Fact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What cameras notice by themselves, as facts, where their drivers can tell. Loop only. */
final class CameraEvents {
    private final Loop loop;
    private final Logins logins;
    private final Consumer<Fact> facts;
    private final RandomGenerator random;
    private final Map<Device, EventPost> posts = new HashMap<>();
    private final Map<String, Device> devices = new HashMap<>();

    /** A device as one driver sees it. */
    private record Device(long driver, String address) {}

    /** @param facts must not block */
    CameraEvents(Loop loop, Logins logins, Consumer<Fact> facts, RandomGenerator random) {
        this.loop = loop;
        this.logins = logins;
        this.facts = facts;
        this.random = random;
    }

    /**
     * The driver that serves the camera from now on.
     *
     * @param possible whether it can tell the device's events
     */
    void served(Camera camera, DriverPort driver, boolean possible) {
        Device device = new Device(driver.id(), Errand.visit(camera.endpoint()).device());
        if (!possible || !device.equals(devices.get(camera.id()))) {
            forget(camera.id());
        }
        if (possible) {
            devices.put(camera.id(), device);
            posts.computeIfAbsent(device, d -> new EventPost(driver, loop, logins, facts, random))
                    .watch(camera);
        }
    }

    void forget(String camera) {
        Device device = devices.remove(camera);
        EventPost post = device == null ? null : posts.get(device);
        if (post != null) {
            post.forget(camera);
            if (post.isEmpty()) {
                posts.remove(device);
            }
        }
    }

    void close() {
        posts.values().forEach(EventPost::close);
        posts.clear();
        devices.clear();
    }
}
