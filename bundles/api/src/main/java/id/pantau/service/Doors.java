package id.pantau.service;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The ways by which partners' submissions come, beside HTTP and the inbox. Thread-safe. */
@ProviderType
public interface Doors {

    /** The doors that there are, in no order. */
    List<Door> all();

    /**
     * One partner's door.
     *
     * @param kind as in the partner's configuration, such as {@code mqtt}
     * @param problem what keeps submissions or receipts from passing; empty when nothing does
     */
    record Door(String partner, String kind, String problem) {}
}
