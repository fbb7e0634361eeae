package id.pantau.rtsp.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Answers a Digest challenge (RFC 7616; without {@code qop} as in RFC 2069).
 *
 * @param qop whether the challenge offers {@code qop=auth}
 */
record DigestAnswer(
        String user, String password, String realm, String nonce, String opaque, String algorithm, boolean qop) {

    static boolean understands(Challenge challenge) {
        String qop = challenge.parameter("qop");
        return challenge.scheme().equals("digest")
                && !challenge.parameter("nonce").isEmpty()
                && !hash(challenge.parameter("algorithm")).isEmpty()
                && (qop.isEmpty() || offersAuth(qop));
    }

    static DigestAnswer to(Challenge challenge, String user, String password) {
        return new DigestAnswer(
                user,
                password,
                challenge.parameter("realm"),
                challenge.parameter("nonce"),
                challenge.parameter("opaque"),
                challenge.parameter("algorithm"),
                offersAuth(challenge.parameter("qop")));
    }

    /** The name of the hash function, empty when the algorithm is not known. */
    static String hash(String algorithm) {
        return switch (algorithm.toUpperCase(Locale.ROOT)) {
            case "", "MD5", "MD5-SESS" -> "MD5";
            case "SHA-256", "SHA-256-SESS" -> "SHA-256";
            default -> "";
        };
    }

    /** The value of the {@code Authorization} header. */
    String header(String method, String uri, int count, String clientNonce) {
        StringBuilder header = new StringBuilder("Digest username=\"")
                .append(escape(user))
                .append("\", realm=\"")
                .append(realm)
                .append("\", nonce=\"")
                .append(nonce)
                .append("\", uri=\"")
                .append(uri)
                .append("\", response=\"")
                .append(response(method, uri, count, clientNonce))
                .append('"');
        if (!algorithm.isEmpty()) {
            header.append(", algorithm=").append(algorithm);
        }
        if (!opaque.isEmpty()) {
            header.append(", opaque=\"").append(opaque).append('"');
        }
        if (qop) {
            header.append(", qop=auth, nc=").append(hex(count));
        }
        if (qop || isSession()) {
            header.append(", cnonce=\"").append(clientNonce).append('"');
        }
        return header.toString();
    }

    String response(String method, String uri, int count, String clientNonce) {
        String secret = digest(user + ':' + realm + ':' + password);
        if (isSession()) {
            secret = digest(secret + ':' + nonce + ':' + clientNonce);
        }
        String what = digest(method + ':' + uri);
        String proof = qop ? nonce + ':' + hex(count) + ':' + clientNonce + ":auth" : nonce;
        return digest(secret + ':' + proof + ':' + what);
    }

    @Override
    public String toString() {
        return "DigestAnswer[realm=" + realm + "]";
    }

    private boolean isSession() {
        return algorithm.toUpperCase(Locale.ROOT).endsWith("-SESS");
    }

    private String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance(hash(algorithm)).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without " + hash(algorithm), e);
        }
    }

    private static boolean offersAuth(String qop) {
        return Arrays.stream(qop.split(",")).anyMatch(q -> q.trim().equalsIgnoreCase("auth"));
    }

    private static String hex(int count) {
        return String.format("%08x", count);
    }

    private static String escape(String user) {
        return user.replaceAll("\\p{Cntrl}", "?").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
