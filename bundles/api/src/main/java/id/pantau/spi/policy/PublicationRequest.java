package id.pantau.spi.policy;

import id.pantau.model.Scene;
import java.time.Instant;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/** What a policy may know. New facts become new methods, so a policy of today still runs tomorrow. */
@ProviderType
public interface PublicationRequest {

    /** The camera's id. */
    String camera();

    /** What the camera looks at, as declared. */
    Scene scene();

    /** What the owner agreed to. */
    Agreement agreement();

    /** The moment for which the decision is asked. */
    Instant at();

    /**
     * Whether a person published the camera already, so that the question is whether it stays public. A policy that
     * looks at the {@link #load()} decides about new publications only: a camera that is public is not withdrawn
     * because many watch.
     */
    default boolean running() {
        return false;
    }

    /** What of the uplink is spoken for. */
    default Load load() {
        return Load.UNLIMITED;
    }

    /**
     * The owner's agreement with the city.
     *
     * @param partner the owner's name
     * @param allowsPublication whether it agreed that the public may watch
     */
    record Agreement(String partner, boolean allowsPublication) {
        public Agreement {
            Objects.requireNonNull(partner, "partner");
        }
    }

    /**
     * How the uplink stands. Rates are bits per second.
     *
     * @param uplink 0 when it is unlimited
     * @param publicShare what of it is for the public
     * @param egress what was sent to the public over the last seconds
     * @param cameras how many other cameras are public
     * @param promised what one viewer of each of those needs together
     * @param expected what one viewer of this camera needs
     */
    record Load(long uplink, long publicShare, long egress, int cameras, long promised, long expected) {
        /** Nothing is known to be scarce. */
        public static final Load UNLIMITED = new Load(0, 0, 0, 0, 0, 0);

        public boolean limited() {
            return uplink > 0;
        }
    }

    /** A request made of plain values: for a camera that is not public yet, while nothing is scarce. */
    static PublicationRequest of(String camera, Scene scene, Agreement agreement, Instant at) {
        return of(camera, scene, agreement, at, false, Load.UNLIMITED);
    }

    /** A request made of plain values. */
    static PublicationRequest of(
            String camera, Scene scene, Agreement agreement, Instant at, boolean running, Load load) {
        record Plain(String camera, Scene scene, Agreement agreement, Instant at, boolean running, Load load)
                implements PublicationRequest {}
        return new Plain(camera, scene, agreement, at, running, load);
    }
}
