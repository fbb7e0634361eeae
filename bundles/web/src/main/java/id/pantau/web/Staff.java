package id.pantau.web;

import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.model.User;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who of the staff sends a request, and whether they may. */
@Component(service = Staff.class)
public final class Staff {
    static final String COOKIE = "pantau-session";

    private final Transport transport;
    private final Sessions sessions;

    @Activate
    public Staff(@Reference Transport transport, @Reference Sessions sessions) {
        this.transport = transport;
        this.sessions = sessions;
    }

    /** The user who is logged in and has that role at least. */
    User require(HttpServletRequest request, Role role) throws Problem {
        transport.requireConfidential(request);
        User user = token(request).flatMap(sessions::user).orElseThrow(Staff::notLoggedIn);
        if (!user.role().includes(role)) {
            throw Problem.of(
                    403,
                    "role",
                    new Text("Tidak berwenang", "Not allowed"),
                    new Text(
                            "Tindakan ini memerlukan peran " + role.code() + ".",
                            "This needs the role " + role.code() + "."));
        }
        return user;
    }

    /** The same for a request that changes something: it also has to show that our own page sent it. */
    User requireForChange(HttpServletRequest request, Role role) throws Problem {
        User user = require(request, role);
        requireOwnPage(request);
        return user;
    }

    /** Other sites' pages cannot set this header without asking first, which is never allowed to them. */
    static void requireOwnPage(HttpServletRequest request) throws Problem {
        if (!"1".equals(request.getHeader("X-Pantau"))) {
            throw Problem.of(
                    403,
                    "missing-header",
                    new Text("Permintaan ditolak", "Request refused"),
                    new Text("Sertakan header X-Pantau: 1.", "Send the header X-Pantau: 1."));
        }
    }

    static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static Problem notLoggedIn() {
        return Problem.of(
                        401,
                        "not-logged-in",
                        new Text("Belum masuk", "Not logged in"),
                        new Text("Masuk dahulu di /operator.", "Log in at /operator first."))
                .with("WWW-Authenticate", "Cookie realm=\"Pantau\", cookie-name=\"" + COOKIE + "\"");
    }
}
