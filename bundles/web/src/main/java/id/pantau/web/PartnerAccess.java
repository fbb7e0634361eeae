package id.pantau.web;

import id.pantau.model.Text;
import id.pantau.service.Partners;
import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who of the partners sends a request, whether they may, and whether they ask too often. Thread-safe. */
@Component(service = PartnerAccess.class)
public final class PartnerAccess {
    static final String COOKIE = "pantau-partner";

    /** Wrong keys from one network. */
    static final int WRONG_PER_MINUTE = 30;

    private static final Pattern BEARER =
            Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,512})", Pattern.CASE_INSENSITIVE);

    private final Transport transport;
    private final Settings settings;
    private final Partners partners;
    private final PartnerSessions sessions;
    private final Allowance keys;
    private final Allowance strangers;

    @Activate
    public PartnerAccess(
            @Reference Transport transport,
            @Reference Settings settings,
            @Reference Partners partners,
            @Reference PartnerSessions sessions) {
        this(transport, settings, partners, sessions, Clock.systemUTC());
    }

    PartnerAccess(Transport transport, Settings settings, Partners partners, PartnerSessions sessions, Clock clock) {
        this.transport = transport;
        this.settings = settings;
        this.partners = partners;
        this.sessions = sessions;
        this.keys = new Allowance(clock);
        this.strangers = new Allowance(clock);
    }

    /** Whose key the request carries, in its header or by its login, if that opens one of these. */
    Key require(HttpServletRequest request, Set<Scope> scopes) throws Problem {
        transport.requireConfidential(request);
        boolean header = request.getHeader("Authorization") != null;
        Optional<String> sent = header ? bearer(request) : token(request).flatMap(sessions::key);
        Key key = known(request, sent).orElseThrow(PartnerAccess::wrongKey);
        if (!header && !Set.of("GET", "HEAD").contains(request.getMethod())) {
            Staff.requireOwnPage(request);
        }
        if (!scopes.contains(key.scope())) {
            throw notForThis();
        }
        return key;
    }

    /**
     * Whose key that is; each use counts.
     *
     * @throws Problem 429 when the key is used, or its network sends wrong ones, too often
     */
    Optional<Key> known(HttpServletRequest request, Optional<String> sent) throws Problem {
        String network = ClientNetwork.narrow(transport.client(request));
        String id = sent.map(Sessions::hash).orElse("");
        if (!keys.knows(id)) {
            // a network that guesses does not shut out its neighbours who have a key
            refuse(strangers.wait(network, WRONG_PER_MINUTE));
        }
        Optional<Key> key = sent.flatMap(partners::authenticate);
        refuse(
                key.isPresent()
                        ? keys.take(id, settings.now().partnerRequestsPerMinute())
                        : strangers.take(network, WRONG_PER_MINUTE));
        return key;
    }

    /** Whether the request carries anything that could be a key or stand for one. */
    static boolean isClaimed(HttpServletRequest request) {
        return request.getHeader("Authorization") != null || token(request).isPresent();
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

    private static Optional<String> bearer(HttpServletRequest request) {
        Matcher bearer = BEARER.matcher(request.getHeader("Authorization").strip());
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private static void refuse(Optional<Duration> wait) throws Problem {
        if (wait.isEmpty()) {
            return;
        }
        long seconds = wait.get().toSeconds() + 1;
        throw Problem.of(
                        429,
                        "too-many-requests",
                        new Text("Terlalu banyak permintaan", "Too many requests"),
                        new Text("Coba lagi dalam " + seconds + " detik.", "Try again in " + seconds + " seconds."))
                .with("Retry-After", Long.toString(seconds));
    }

    private static Problem wrongKey() {
        return Problem.of(
                        401,
                        "wrong-key",
                        new Text("Kunci tidak dikenal", "Unknown key"),
                        new Text(
                                "Sertakan kunci mitra yang berlaku: Authorization: Bearer KUNCI.",
                                "Send a valid partner key: Authorization: Bearer KEY."))
                .with("WWW-Authenticate", "Bearer");
    }

    private static Problem notForThis() {
        return Problem.of(
                403,
                "scope",
                new Text("Kunci ini tidak membukanya", "Not by this key"),
                new Text(
                        "Kunci ini dibuat untuk keperluan lain; mintalah kunci yang sesuai kepada kota.",
                        "This key was made for something else; ask the city for one that fits."));
    }
}
