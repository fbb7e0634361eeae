package id.pantau.vendor.push.console;

import id.pantau.model.Actor;
import java.security.AccessController;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** Who is logged in to the console: the subject that Karaf's access control looks at, not a variable that a client may set. */
final class ConsoleUser {
    private ConsoleUser() {}

    @SuppressWarnings("removal") // Karaf carries the subject in the access control context, which Java 17 deprecates
    static Actor actor() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        if (subject == null) {
            return Actor.console("unknown");
        }
        return subject.getPrincipals(UserPrincipal.class).stream()
                .findFirst()
                .map(principal -> Actor.console(principal.getName()))
                .orElseGet(() -> Actor.console("unknown"));
    }
}
