package id.pantau.spi.vendor;

import java.time.Instant;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** The closed list of optional abilities, each found by its class. A new one needs an ADR. */
public sealed interface Facet {

    /** Still pictures made by the device. */
    @ConsumerType
    non-sealed interface Snapshots extends Facet {
        /** A JPEG file. */
        byte[] jpeg() throws CameraException, InterruptedException;
    }

    /** Pan, tilt and zoom. */
    @ConsumerType
    non-sealed interface Ptz extends Facet {
        /** Moves until {@link #stop()}; each speed from -1 to 1, positive to the right, up and closer. */
        void move(double pan, double tilt, double zoom) throws CameraException, InterruptedException;

        void stop() throws CameraException, InterruptedException;
    }

    /** What the device notices by itself. */
    @ConsumerType
    non-sealed interface Events extends Facet {
        /** Delivers the device's events, one thread at a time, until the result is closed. */
        AutoCloseable subscribe(Consumer<String> onEvent) throws CameraException, InterruptedException;
    }

    /** The device's own clock. */
    @ConsumerType
    non-sealed interface Clock extends Facet {
        Instant read() throws CameraException, InterruptedException;
    }
}
