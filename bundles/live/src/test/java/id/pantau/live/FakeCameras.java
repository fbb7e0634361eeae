package id.pantau.live;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.service.Cameras;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A registry in memory that tells nobody of changes. */
final class FakeCameras implements Cameras {
    private final Map<String, Camera> cameras = new ConcurrentHashMap<>();
    private final Map<String, Credentials> logins = new ConcurrentHashMap<>();

    static Camera camera(String id, String vendor, String address) {
        return new Camera(
                id, id, "point", "partner", id, vendor, Endpoint.parse(address), "1", Scene.values()[0], true);
    }

    Camera put(Camera camera, Credentials login) {
        cameras.put(camera.id(), camera);
        logins.put(camera.id(), login);
        return camera;
    }

    void forget(String id) {
        cameras.remove(id);
        logins.remove(id);
    }

    @Override
    public List<Camera> all() {
        return List.copyOf(cameras.values());
    }

    @Override
    public Optional<Camera> find(String id) {
        return Optional.ofNullable(cameras.get(id));
    }

    @Override
    public Credentials credentials(String id) {
        return Optional.ofNullable(logins.get(id)).orElseThrow(NoSuchElementException::new);
    }

    @Override
    public Camera add(Camera camera, Credentials credentials, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changeLogin(String id, Credentials credentials, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(String id, String point, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changeVendor(String id, String vendor, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(String id, Actor who, String why) {
        throw new UnsupportedOperationException();
    }
}
