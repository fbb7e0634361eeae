package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The registered cameras. Every change is on disk, with its audit entry, when the call returns; after that each
 * {@link CameraListener} is told. Thread-safe.
 */
@ProviderType
public interface Cameras {

    /** All cameras, by name. */
    List<Camera> all();

    Optional<Camera> find(String id);

    /**
     * The camera's login, decrypted; for the bundle that connects to cameras and for nothing else.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    Credentials credentials(String id);

    /**
     * Registers a camera.
     *
     * @param camera its {@code id} is ignored: the registry gives one
     * @return the camera with its id
     * @throws IllegalStateException when the partner already has a camera of that ref
     */
    Camera add(Camera camera, Credentials credentials, Actor who, String why);

    /**
     * Replaces a camera's login.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void changeLogin(String id, Credentials credentials, Actor who, String why);

    /**
     * Puts a camera on another point.
     *
     * @throws java.util.NoSuchElementException when there is no such camera or point
     */
    void move(String id, String point, Actor who, String why);

    /**
     * Notes which driver serves the camera.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void changeVendor(String id, String vendor, Actor who, String why);

    /**
     * Removes a camera, its login and its publication; its audit entries stay.
     *
     * @return false when there was none
     */
    boolean remove(String id, Actor who, String why);
}
