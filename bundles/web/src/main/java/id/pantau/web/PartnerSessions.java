package id.pantau.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Partners' open logins. Each stands for a key, which is asked for again at each request, so that a revoked key ends its logins.
 * Kept in memory, the key sealed by the token that the browser alone holds: whoever reads the memory gets no key. Thread-safe.
 */
@Component(service = PartnerSessions.class)
public final class PartnerSessions {
    /** A login that nobody used for this long is over. */
    static final Duration IDLE = Duration.ofHours(8);

    /** The most logins open at once; the one unused for longest makes room. */
    static final int MAXIMUM = 1_000;

    private static final int TOKEN_BYTES = 32;

    /** A token seals once, so that a constant nonce is never used twice with it. */
    private static final GCMParameterSpec ONCE = new GCMParameterSpec(128, new byte[12]);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new LinkedHashMap<>(16, 0.75f, true);

    @Activate
    public PartnerSessions() {
        this(Clock.systemUTC());
    }

    PartnerSessions(Clock clock) {
        this.clock = clock;
    }

    /** Opens a login for a key; returns the token, 256 random bits. */
    String open(String key) {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, bits, key.getBytes(StandardCharsets.UTF_8));
        synchronized (open) {
            if (open.size() >= MAXIMUM) {
                open.remove(open.keySet().iterator().next());
            }
            open.put(Sessions.hash(token), new Session(sealed, clock.instant()));
        }
        return token;
    }

    /** The key of a login; empty when it is over. */
    Optional<String> key(String token) {
        String id = Sessions.hash(token);
        Session session;
        synchronized (open) {
            session = open.get(id);
            if (session == null) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            if (session.lastUsed().plus(IDLE).isBefore(now)) {
                open.remove(id);
                return Optional.empty();
            }
            open.put(id, new Session(session.sealed(), now));
        }
        byte[] bits = Base64.getUrlDecoder().decode(token);
        return Optional.of(new String(crypt(Cipher.DECRYPT_MODE, bits, session.sealed()), StandardCharsets.UTF_8));
    }

    void close(String token) {
        synchronized (open) {
            open.remove(Sessions.hash(token));
        }
    }

    private static byte[] crypt(int mode, byte[] bits, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(bits, "AES"), ONCE);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "every Java has AES/GCM, and a token that is known opens what it sealed", e);
        }
    }

    private record Session(byte[] sealed, Instant lastUsed) {}
}
