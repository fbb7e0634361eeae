package id.pantau.spi.vendor;

import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The closed list of optional abilities, each found by its class: at the driver, at a session for the whole device, or at
 * one channel. A new one needs an ADR. Methods may block, are called in the driver's own pool with a deadline, and
 * throw a {@link CameraException} of kind UNSUPPORTED for what this device cannot do.
 */
public sealed interface Facet {

    /** Of a driver: devices that answer on the networks at hand, without login. */
    @ConsumerType
    non-sealed interface Discovery extends Facet {
        /**
         * Asks once, and reports what answers within {@code patience}. The platform keeps only what lies in its allowed
         * networks.
         *
         * @param found called on the caller's thread, once for each address
         */
        void search(Duration patience, Consumer<Endpoint> found) throws CameraException, InterruptedException;
    }

    /** Of a channel: still pictures made by the device. */
    @ConsumerType
    non-sealed interface Snapshots extends Facet {
        /** A JPEG file of at most 4 MiB. */
        byte[] jpeg() throws CameraException, InterruptedException;
    }

    /** Of a channel: pan, tilt and zoom. */
    @ConsumerType
    non-sealed interface Ptz extends Facet {
        /** Moves until {@link #stop()}; each speed from -1 to 1, positive to the right, up and closer. */
        void move(double pan, double tilt, double zoom) throws CameraException, InterruptedException;

        void stop() throws CameraException, InterruptedException;

        /** The views that the device has stored, by its own tokens, in its own order; at most 300. */
        default List<Preset> presets() throws CameraException, InterruptedException {
            return List.of();
        }

        /** Moves to a stored view. */
        default void goTo(String preset) throws CameraException, InterruptedException {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "no stored view " + preset);
        }

        /** @param token the device's own, unique within the channel */
        record Preset(String token, String name) {}
    }

    /** Of a session: what the device notices by itself. */
    @ConsumerType
    non-sealed interface Events extends Facet {
        /**
         * Delivers the device's events, of all its channels, one thread at a time, until the result is closed or the
         * device ends the line. Returns as soon as the device has agreed.
         */
        Subscription subscribe(Consumer<DeviceEvent> onEvent) throws CameraException, InterruptedException;

        /** A line on which events come. */
        interface Subscription extends AutoCloseable {
            /**
             * Completes normally when closed, exceptionally with a {@link CameraException} when the device ended it. The
             * platform subscribes again.
             */
            CompletionStage<Void> ended();

            /** Closing twice is harmless; never throws and does not wait for the device. */
            @Override
            void close();
        }
    }

    /** Of a session: the device's own clock. */
    @ConsumerType
    non-sealed interface Clock extends Facet {
        Instant read() throws CameraException, InterruptedException;

        /** Sets it, to a second or better. */
        default void set(Instant now) throws CameraException, InterruptedException {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "the clock cannot be set");
        }
    }

    /** Of a channel: how the device codes a stream. */
    @ConsumerType
    non-sealed interface Encoding extends Facet {
        Settings read(StreamProfile profile) throws CameraException, InterruptedException;

        /** Changes what differs; what the device does not allow is an error, and nothing was changed. */
        void write(StreamProfile profile, Settings settings) throws CameraException, InterruptedException;

        /**
         * @param width in pixels
         * @param height in pixels
         * @param frameRate pictures a second, above 0
         * @param bitrate at most, in kbit/s
         * @param gop pictures from one key picture to the next, at least 1
         */
        record Settings(StreamProfile.Codec codec, int width, int height, double frameRate, int bitrate, int gop) {}
    }
}
