package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The partners and their API keys. Every change is on disk when the call returns. Thread-safe. */
@ProviderType
public interface Partners {

    /** All partners, by name. */
    List<Partner> all();

    Optional<Partner> find(String name);

    /**
     * Adds a partner; adding the very same partner again is harmless.
     *
     * @throws IllegalStateException when another partner has that name
     */
    void add(Partner partner, Actor who);

    /**
     * Makes a new API key. Only its hash is kept.
     *
     * @param revokeOthers whether the partner's earlier keys end now
     * @return the key, which is never shown again
     * @throws java.util.NoSuchElementException when there is no such partner
     */
    String newKey(String partner, boolean revokeOthers, Actor who);

    /** The partner whose key this is; empty for a wrong or revoked key. Takes the same time for both. */
    Optional<Partner> authenticate(String key);
}
