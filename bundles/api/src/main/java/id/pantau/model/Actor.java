package id.pantau.model;

import java.util.Objects;

/**
 * Who does something, for the audit trail.
 *
 * @param name such as {@code console:pantau}, {@code user:sari}, {@code partner:bank-anu} or {@code system:onboarding}
 */
public record Actor(String name) {
    public Actor {
        Objects.requireNonNull(name, "name");
    }

    public static Actor console(String user) {
        return new Actor("console:" + user);
    }

    public static Actor user(String user) {
        return new Actor("user:" + user);
    }

    public static Actor partner(String partner) {
        return new Actor("partner:" + partner);
    }

    public static Actor system(String bundle) {
        return new Actor("system:" + bundle);
    }
}
