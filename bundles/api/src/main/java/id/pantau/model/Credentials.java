package id.pantau.model;

import java.util.Objects;

/** A device login. Prints without its password. */
public record Credentials(String user, String password) {
    /** No login at all. */
    public static final Credentials NONE = new Credentials("", "");

    public Credentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    public boolean isNone() {
        return user.isEmpty() && password.isEmpty();
    }

    @Override
    public String toString() {
        return isNone() ? "Credentials[none]" : "Credentials[user=" + user + "]";
    }
}
