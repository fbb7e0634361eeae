package id.pantau.spi.vendor;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** What may have optional abilities: a driver, a device, one channel of it. */
@ConsumerType
public interface HasFacets {

    /** An optional ability; empty means that it does not exist here. Answers at once, without asking the device. */
    default <F extends Facet> Optional<F> facet(Class<F> type) {
        return Optional.empty();
    }
}
