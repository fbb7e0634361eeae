package id.pantau.rtsp.protocol;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to one server on one connection: with Digest SHA-256 where that is offered, else Digest MD5, else Basic. Sends a
 * login only after a challenge, and answers a second one only when the server says that the first answer was merely
 * stale.
 */
public final class Authenticator {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String user;
    private final String password;
    private @Nullable DigestAnswer digest;
    private boolean basic;
    private int count;

    public Authenticator(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** What a server's 401 led to. */
    public enum Verdict {
        /** The request is to be sent again. */
        ANSWERED,
        /** A login was sent, and it was refused. */
        REFUSED,
        /** No way to log in that is offered is known here. */
        UNKNOWN_SCHEME
    }

    /** @param headers every {@code WWW-Authenticate} of the response */
    public Verdict challenged(List<String> headers) {
        List<Challenge> challenges = Challenge.parse(headers);
        boolean stale = challenges.stream().anyMatch(c -> c.parameter("stale").equalsIgnoreCase("true"));
        boolean sent = basic || digest != null;
        if (sent && (basic || !stale)) {
            return Verdict.REFUSED;
        }
        Optional<Challenge> best = challenges.stream()
                .filter(DigestAnswer::understands)
                .max(Comparator.comparing(c -> DigestAnswer.hash(c.parameter("algorithm"))));
        count = 0;
        digest = best.map(c -> DigestAnswer.to(c, user, password)).orElse(null);
        basic = digest == null
                && !sent
                && challenges.stream().anyMatch(c -> c.scheme().equals("basic"));
        return digest != null || basic ? Verdict.ANSWERED : Verdict.UNKNOWN_SCHEME;
    }

    /** The value of the {@code Authorization} header, empty before a challenge. */
    public Optional<String> header(String method, String uri) {
        DigestAnswer answer = digest;
        if (answer != null) {
            byte[] nonce = new byte[12];
            RANDOM.nextBytes(nonce);
            return Optional.of(
                    answer.header(method, uri, ++count, Base64.getUrlEncoder().encodeToString(nonce)));
        }
        if (basic) {
            byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return Optional.empty();
    }

    /** The realm that is named first, empty when none is. */
    public static String realm(List<String> headers) {
        return Challenge.parse(headers).stream()
                .map(c -> c.parameter("realm"))
                .filter(realm -> !realm.isEmpty())
                .findFirst()
                .orElse("");
    }
}
