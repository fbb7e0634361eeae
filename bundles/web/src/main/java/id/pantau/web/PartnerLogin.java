package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Text;
import id.pantau.service.AuditTrail;
import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Logging in and out of the partners' page: the key goes over the wire once, and no script of the page keeps it. */
@Component(service = PartnerLogin.class)
public final class PartnerLogin {
    private static final Set<Scope> PAGE = Set.of(Scope.CAMERAS, Scope.READ);
    private static final int MAXIMUM_BYTES = 4096;

    private final Transport transport;
    private final Bodies bodies;
    private final PartnerAccess access;
    private final PartnerSessions sessions;
    private final AuditTrail audit;

    @Activate
    public PartnerLogin(
            @Reference Transport transport,
            @Reference Bodies bodies,
            @Reference PartnerAccess access,
            @Reference PartnerSessions sessions,
            @Reference AuditTrail audit) {
        this.transport = transport;
        this.bodies = bodies;
        this.access = access;
        this.sessions = sessions;
        this.audit = audit;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, String partner) throws IOException, Problem {
        transport.requireConfidential(request);
        ResourceServlet.allow(request, "GET", "HEAD", "POST", "DELETE");
        switch (request.getMethod()) {
            case "POST" -> logIn(request, response, partner);
            case "DELETE" -> logOut(request, response, partner);
            default -> send(request, response, own(request, partner));
        }
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response, String partner)
            throws IOException, Problem {
        Staff.requireOwnPage(request);
        String sent = Json.read(request, bodies, MAXIMUM_BYTES).path("key").asText();
        Key key = access.known(request, Optional.of(sent))
                .filter(k -> k.partner().name().equals(partner) && PAGE.contains(k.scope()))
                .orElseThrow(PartnerLogin::wrong);
        audit.record(Actor.partner(partner), "session:login", partner, "");
        response.addCookie(cookie(request, sessions.open(sent)));
        send(request, response, key);
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response, String partner) throws Problem {
        own(request, partner);
        PartnerAccess.token(request).ifPresent(sessions::close);
        audit.record(Actor.partner(partner), "session:logout", partner, "");
        Cookie cookie = cookie(request, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private Key own(HttpServletRequest request, String partner) throws Problem {
        Key key = access.require(request, PAGE);
        if (!key.partner().name().equals(partner)) {
            throw Problem.notFound();
        }
        return key;
    }

    private Cookie cookie(HttpServletRequest request, String token) {
        Cookie cookie = new Cookie(PartnerAccess.COOKIE, token);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(transport.isSecure(request));
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Key key) throws IOException {
        ObjectNode body = Json.object()
                .put("partner", key.partner().name())
                .put("title", key.partner().title())
                .put("scope", key.scope().name().toLowerCase(Locale.ROOT));
        Json.send(request, response, 200, body);
    }

    private static Problem wrong() {
        return Problem.of(
                        401,
                        "wrong-login",
                        new Text("Gagal masuk", "Login failed"),
                        new Text("Nama mitra atau kunci salah.", "Wrong partner name or key."))
                .with("WWW-Authenticate", "Cookie realm=\"Pantau\", cookie-name=\"" + PartnerAccess.COOKIE + "\"");
    }
}
