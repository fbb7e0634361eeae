package id.pantau.service;

import id.pantau.model.Look;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who of the city's staff watched which camera. Thread-safe. */
@ProviderType
public interface Looks {

    /**
     * Notes that a user watches a camera now. To be called at each request: what was noted less than a minute ago costs nothing.
     * Survives the end of this process, but is not forced to the disk. A camera that is not registered is left out.
     */
    void note(String camera, String who);

    /** A partner's cameras' looks since a day, newest first, at most 10,000. */
    List<Look> of(String partner, LocalDate since);
}
