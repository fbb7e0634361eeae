package id.pantau.web;

import id.pantau.model.User;
import id.pantau.service.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The open logins. Kept in memory, under the hash of the token that the browser holds: whoever reads the memory cannot
 * log in with it. Thread-safe.
 */
@Component(service = Sessions.class)
public final class Sessions {
    /** A login that nobody used for this long is over. */
    static final Duration IDLE = Duration.ofHours(8);

    /** The most logins open at once; the one unused for longest makes room. */
    static final int MAXIMUM = 1_000;

    private final Users users;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new LinkedHashMap<>(16, 0.75f, true);

    @Activate
    public Sessions(@Reference Users users) {
        this(users, Clock.systemUTC());
    }

    Sessions(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * Opens a login.
     *
     * @param version of the user, from before the password was checked
     * @return the token, 256 random bits
     */
    String open(User user, long version) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        synchronized (open) {
            if (open.size() >= MAXIMUM) {
                open.remove(open.keySet().iterator().next());
            }
            open.put(hash(token), new Session(user.name(), version, clock.instant()));
        }
        return token;
    }

    /** Whose login that is, as the registry knows them now; empty when it is over. */
    Optional<User> user(String token) {
        String key = hash(token);
        Session session;
        synchronized (open) {
            session = open.get(key);
            if (session == null) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            if (session.lastUsed().plus(IDLE).isBefore(now)) {
                open.remove(key);
                return Optional.empty();
            }
            open.put(key, new Session(session.user(), session.version(), now));
        }
        Optional<User> user = users.current(session.user(), session.version());
        if (user.isEmpty()) {
            close(token);
        }
        return user;
    }

    void close(String token) {
        synchronized (open) {
            open.remove(hash(token));
        }
    }

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Session(String user, long version, Instant lastUsed) {}
}
