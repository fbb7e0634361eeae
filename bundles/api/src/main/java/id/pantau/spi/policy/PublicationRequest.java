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

    /** A request made of plain values. */
    static PublicationRequest of(String camera, Scene scene, Agreement agreement, Instant at) {
        record Plain(String camera, Scene scene, Agreement agreement, Instant at) implements PublicationRequest {}
        return new Plain(camera, scene, agreement, at);
    }
}
