package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.model.User;
import id.pantau.service.AuditTrail;
import id.pantau.service.Users;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out of the staff's pages. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/operator/session",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.session"
        })
public final class SessionServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(SessionServlet.class);
    private static final int MAXIMUM_BYTES = 4096;

    /** Checking a password is made slow, so few may be checked at once. */
    private static final int CHECKS_AT_ONCE = 4;

    private final transient Transport transport;
    private final transient Bodies bodies;
    private final transient Staff staff;
    private final transient Sessions sessions;
    private final transient Users users;
    private final transient AuditTrail audit;
    private final transient LoginThrottle throttle = new LoginThrottle(Clock.systemUTC());
    private final transient Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    @Activate
    public SessionServlet(
            @Reference Transport transport,
            @Reference Bodies bodies,
            @Reference Staff staff,
            @Reference Sessions sessions,
            @Reference Users users,
            @Reference AuditTrail audit) {
        this.transport = transport;
        this.bodies = bodies;
        this.staff = staff;
        this.sessions = sessions;
        this.users = users;
        this.audit = audit;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        transport.requireConfidential(request);
        allow(request, "GET", "HEAD", "POST", "DELETE");
        switch (request.getMethod()) {
            case "POST" -> logIn(request, response);
            case "DELETE" -> logOut(request, response);
            default -> send(request, response, staff.require(request, Role.VIEWER));
        }
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        Staff.requireOwnPage(request);
        String client = transport.client(request);
        // before anything of the body is waited for
        requireNoWait(throttle.attempt(client));
        ObjectNode body = read(request, client);
        String name = body.path("user").asText();
        String password = body.path("password").asText();
        Optional<Duration> wait = throttle.attempt(client, name);
        if (wait.isPresent()) {
            log.warn("too many login attempts at one name; the last came from {}", client);
        }
        requireNoWait(wait);
        long version = users.version(name);
        User user = authenticate(name, password).orElseThrow(SessionServlet::wrong);
        throttle.succeeded(client, name);
        audit.record(Actor.user(user.name()), "session:login", user.name(), "");
        response.addCookie(cookie(request, sessions.open(user, version)));
        send(request, response, user);
    }

    /** Whoever finds the server full may come back as often as it takes. */
    private ObjectNode read(HttpServletRequest request, String client) throws IOException, Problem {
        try {
            return Json.read(request, bodies, MAXIMUM_BYTES);
        } catch (Problem problem) {
            if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                throttle.forget(client);
            }
            throw problem;
        }
    }

    private static void requireNoWait(Optional<Duration> wait) throws Problem {
        if (wait.isPresent()) {
            throw tooMany(wait.get());
        }
    }

    private Optional<User> authenticate(String name, String password) throws Problem {
        if (!checks.tryAcquire()) {
            throw tooMany(Duration.ofSeconds(2));
        }
        try {
            return users.authenticate(name, password);
        } finally {
            checks.release();
        }
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response) throws Problem {
        User user = staff.requireForChange(request, Role.VIEWER);
        Staff.token(request).ifPresent(sessions::close);
        audit.record(Actor.user(user.name()), "session:logout", user.name(), "");
        Cookie cookie = cookie(request, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private Cookie cookie(HttpServletRequest request, String token) {
        Cookie cookie = new Cookie(Staff.COOKIE, token);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(transport.isSecure(request));
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, User user) throws IOException {
        Json.send(
                request,
                response,
                200,
                Json.object().put("user", user.name()).put("role", user.role().code()));
    }

    private static Problem wrong() {
        return Problem.of(
                        401,
                        "wrong-login",
                        new Text("Gagal masuk", "Login failed"),
                        new Text("Nama atau kata sandi salah.", "Wrong name or password."))
                .with("WWW-Authenticate", "Cookie realm=\"Pantau\", cookie-name=\"" + Staff.COOKIE + "\"");
    }

    private static Problem tooMany(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return Problem.of(
                        429,
                        "too-many-attempts",
                        new Text("Terlalu banyak percobaan", "Too many attempts"),
                        new Text("Coba lagi dalam " + seconds + " detik.", "Try again in " + seconds + " seconds."))
                .with("Retry-After", Long.toString(seconds));
    }
}
