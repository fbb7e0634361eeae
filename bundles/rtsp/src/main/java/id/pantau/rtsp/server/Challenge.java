package id.pantau.rtsp.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks one connection for a login and checks the answer: Basic (RFC 7617), Digest with MD5 (RFC 2617, no qop). */
final class Challenge {
    static final String REALM = "Pantau camera";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]{0,1024})\"|([^\\s,\"]{1,1024}))");

    private final String nonce = HexFormat.of().formatHex(random());

    /** What came of an {@code Authorization} header. */
    enum Verdict {
        GRANTED,
        REFUSED,
        /** Right, but for a nonce of the past. */
        STALE
    }

    /** The {@code WWW-Authenticate} header's value. */
    String header(ServerLogin login, boolean stale) {
        return login.scheme() == ServerLogin.Scheme.BASIC
                ? "Basic realm=\"" + REALM + "\""
                : "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"" + (stale ? ", stale=true" : "");
    }

    Verdict check(ServerLogin login, String method, String authorization) {
        String scheme = login.scheme() == ServerLogin.Scheme.BASIC ? "Basic " : "Digest ";
        if (!authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return Verdict.REFUSED;
        }
        String rest = authorization.substring(scheme.length()).trim();
        return login.scheme() == ServerLogin.Scheme.BASIC ? basic(login, rest) : digest(login, method, rest);
    }

    private static Verdict basic(ServerLogin login, String token) {
        String expected = Base64.getEncoder().encodeToString(utf8(login.user() + ":" + login.password()));
        return MessageDigest.isEqual(utf8(expected), utf8(token)) ? Verdict.GRANTED : Verdict.REFUSED;
    }

    private Verdict digest(ServerLogin login, String method, String parameters) {
        Map<String, String> given = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(parameters);
        while (matcher.find()) {
            given.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        String theirs = given.getOrDefault("nonce", "");
        String expected = md5(md5(login.user() + ":" + REALM + ":" + login.password()) + ":" + theirs + ":"
                + md5(method + ":" + given.getOrDefault("uri", "")));
        if (!login.user().equals(given.get("username")) || !expected.equals(given.get("response"))) {
            return Verdict.REFUSED;
        }
        return nonce.equals(theirs) ? Verdict.GRANTED : Verdict.STALE;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(utf8(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
