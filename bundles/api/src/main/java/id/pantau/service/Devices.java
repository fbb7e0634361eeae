package id.pantau.service;

import id.pantau.spi.vendor.CameraException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What registered cameras can do besides showing pictures. Each call is one visit by the camera's driver, with its registered
 * login; blocks for at most some ten seconds. Thread-safe. All methods throw {@link java.util.NoSuchElementException} when
 * there is no such camera, and a {@link CameraException} of kind UNSUPPORTED for what it cannot do.
 */
@ProviderType
public interface Devices {
    /** The longest that a camera is moved at once. */
    Duration LONGEST_MOVE = Duration.ofSeconds(3);

    /**
     * Moves a camera and stops it again.
     *
     * @param pan from -1 (left) to 1
     * @param tilt from -1 (down) to 1
     * @param zoom from -1 (out) to 1
     * @param length above 0 and at most {@link #LONGEST_MOVE}
     * @throws IllegalArgumentException when a value is outside its range
     */
    void move(String camera, double pan, double tilt, double zoom, Duration length)
            throws CameraException, InterruptedException;

    void stop(String camera) throws CameraException, InterruptedException;

    /** The names of the views that the device has stored, in its own order. */
    List<String> presets(String camera) throws CameraException, InterruptedException;

    /**
     * Moves a camera to a stored view.
     *
     * @throws java.util.NoSuchElementException when the device has none of that name
     */
    void goTo(String camera, String preset) throws CameraException, InterruptedException;

    /** Reads a camera's clock. */
    ClockReading clock(String camera) throws CameraException, InterruptedException;

    /** Sets a camera's clock to the platform's, and reads it again. */
    ClockReading setClock(String camera) throws CameraException, InterruptedException;

    /**
     * Tries the camera's driver on it, as {@link Drivers#verify(String, id.pantau.model.Endpoint,
     * id.pantau.model.Credentials)} does, with its registered login. Blocks for up to a few minutes.
     */
    List<Drivers.Check> verifyOn(String camera) throws InterruptedException;

    /**
     * A camera's clock.
     *
     * @param offset how much it is fast; negative when it is slow
     */
    record ClockReading(Instant shown, Duration offset) {}
}
