package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Sponsorship;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who pays for which camera. On disk, with its audit entry, when a call returns. Thread-safe. */
@ProviderType
public interface Sponsors {

    /** By camera, then year. */
    List<Sponsorship> all();

    /**
     * Notes who pays for a camera in a year, instead of who did before.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void set(Sponsorship sponsorship, Actor who, String why);

    /** Returns false when there was none. */
    boolean remove(String camera, int year, Actor who, String why);
}
