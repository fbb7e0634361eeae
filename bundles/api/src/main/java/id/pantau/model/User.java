package id.pantau.model;

/**
 * A member of staff, without the password.
 *
 * @param name unique, {@code [a-z0-9._-]{1,64}}
 */
public record User(String name, Role role) {
    public User {
        if (!name.matches("[a-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("a user's name is 1 to 64 of a-z, 0-9, '.', '_' and '-'");
        }
    }
}
