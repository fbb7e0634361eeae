package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.User;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The staff who may log in to the operator pages. There is none until one is added. Thread-safe. */
@ProviderType
public interface Users {

    /** The fewest characters that a password may have. */
    int MINIMUM_PASSWORD = 12;

    /** All users, by name. */
    List<User> all();

    /**
     * Adds a user.
     *
     * @throws IllegalArgumentException when the password is too short
     * @throws IllegalStateException when the name is taken
     */
    void add(User user, String password, Actor who);

    /**
     * Sets a password and ends the user's open logins.
     *
     * @throws IllegalArgumentException when the password is too short
     * @throws java.util.NoSuchElementException when there is no such user
     */
    void changePassword(String name, String password, Actor who);

    /**
     * Removes a user and ends its open logins.
     *
     * @return false when there was none
     */
    boolean remove(String name, Actor who);

    /** The user of that name and password; empty otherwise. Slow on purpose, and as slow for a name that is unknown. */
    Optional<User> authenticate(String name, String password);

    /**
     * The user as it is now, if its password has not changed since {@code version}; for checking an open login.
     *
     * @param version what {@link #version} said at the login
     */
    Optional<User> current(String name, long version);

    /** A number that changes with the user's password or role; -1 when there is no such user. */
    long version(String name);
}
