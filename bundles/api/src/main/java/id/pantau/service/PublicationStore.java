package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Publication;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Which cameras people decided to show. On disk, with its audit entry, when the call returns. Thread-safe. */
@ProviderType
public interface PublicationStore {

    /** Every publication that is public or withdrawn. */
    List<Publication> all();

    /**
     * Keeps {@code publication} in place of what there was for its camera.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void save(Publication publication, Actor who, String why);
}
