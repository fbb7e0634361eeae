package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.model.Premises;
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
     * @param scope what it opens
     * @param revokeOthers whether the partner's earlier keys of that scope end now
     * @return the key, which is never shown again
     * @throws java.util.NoSuchElementException when there is no such partner
     */
    String newKey(String partner, Scope scope, boolean revokeOthers, Actor who);

    /** The partner whose key this is and what it opens; empty for a wrong or revoked key. Takes the same time for both. */
    Optional<Key> authenticate(String key);

    /** Where a partner's own places are; none means anywhere. By name. */
    List<Premises> premises(String partner);

    /**
     * Declares a place, instead of another one of that partner and name.
     *
     * @throws java.util.NoSuchElementException when there is no such partner
     */
    void declare(Premises premises, Actor who, String why);

    /** Returns false when there was none. */
    boolean removePremises(String partner, String name, Actor who, String why);

    /** Whom citizens ask about the partner's cameras; empty when the city's own contact is given. */
    Optional<String> contact(String partner);

    /**
     * Says whom citizens ask about the partner's cameras.
     *
     * @param contact 1 to 200 characters, or empty for nobody
     * @throws java.util.NoSuchElementException when there is no such partner
     */
    void changeContact(String partner, String contact, Actor who, String why);

    /** What a key opens. */
    enum Scope {
        /** The partner's own cameras: to submit, see and withhold them. */
        CAMERAS,
        /** To see what {@link #CAMERAS} shows, and to change nothing. */
        READ,
        /** To lay duties upon businesses, for the permit office. */
        PERMITS
    }

    /** A key that is known. */
    record Key(Partner partner, Scope scope) {}
}
