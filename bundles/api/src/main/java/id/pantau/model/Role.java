package id.pantau.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member of staff may do; each role includes those before it. */
public enum Role {
    /** Sees every camera. */
    VIEWER,
    /** Approves, publishes and withdraws. */
    OPERATOR,
    /** Manages partners, users and the container. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The name in JSON and on the console: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
    }
}
