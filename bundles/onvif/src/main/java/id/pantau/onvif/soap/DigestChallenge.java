package id.pantau.onvif.soap;

import id.pantau.onvif.OnvifLogin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's challenge by HTTP Digest (RFC 7616), with MD5 or SHA-256, and the answers to it. */
final class DigestChallenge {
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*([a-z]+)\\s+(?=[a-z]+\\s*=)");
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.){0,2000})\"|([^\\s,\"]{0,2000}))");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_TEXT = 8192;

    private final Map<String, String> parameters;
    private final String algorithm;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean accepted;

    private DigestChallenge(Map<String, String> parameters) {
        this.parameters = parameters;
        this.algorithm = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    }

    /** The strongest challenge by Digest among the values of {@code WWW-Authenticate} that can be answered. */
    static Optional<DigestChallenge> strongest(List<String> headers) {
        return headers.stream()
                .filter(header -> header.length() <= MAX_TEXT)
                .flatMap(header -> parts(header).stream())
                .map(DigestChallenge::new)
                .filter(DigestChallenge::isAnswerable)
                .max(Comparator.comparing(challenge -> challenge.algorithm.startsWith("SHA-256")));
    }

    /** One header may hold several challenges. */
    private static List<Map<String, String>> parts(String header) {
        List<Map<String, String>> found = new ArrayList<>();
        Matcher scheme = SCHEME.matcher(header);
        int start = -1;
        while (scheme.find()) {
            if (start >= 0) {
                found.add(parameters(header.substring(start, scheme.start())));
            }
            start = scheme.group(1).equalsIgnoreCase("digest") ? scheme.end() : -1;
        }
        if (start >= 0) {
            found.add(parameters(header.substring(start)));
        }
        return found;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            found.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3));
        }
        return found;
    }

    private boolean isAnswerable() {
        String qop = parameters.getOrDefault("qop", "auth").toLowerCase(Locale.ROOT);
        return parameters.containsKey("nonce")
                && algorithm.matches("(MD5|SHA-256)(-SESS)?")
                && List.of(qop.split("[\\s,]+")).contains("auth");
    }

    String nonce() {
        return parameters.getOrDefault("nonce", "");
    }

    /** Remembers that the server took an answer. */
    void accepted() {
        accepted = true;
    }

    boolean wasAccepted() {
        return accepted;
    }

    boolean isStale() {
        return parameters.getOrDefault("stale", "").equalsIgnoreCase("true");
    }

    /** A header line that answers it, for one request. */
    String answer(OnvifLogin login, String method, String uri) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return answer(login, method, uri, HexFormat.of().formatHex(random));
    }

    String answer(OnvifLogin login, String method, String uri, String clientNonce) {
        String realm = parameters.getOrDefault("realm", "");
        String secret = hash(login.user() + ":" + realm + ":" + login.password());
        if (algorithm.endsWith("-SESS")) {
            secret = hash(secret + ":" + nonce() + ":" + clientNonce);
        }
        String what = hash(method + ":" + uri);
        boolean counted = parameters.containsKey("qop");
        String number = String.format("%08x", count.incrementAndGet());
        String response = counted
                ? hash(secret + ":" + nonce() + ":" + number + ":" + clientNonce + ":auth:" + what)
                : hash(secret + ":" + nonce() + ":" + what);
        StringBuilder line = new StringBuilder("Authorization: Digest username=").append(quoted(login.user()));
        line.append(", realm=").append(quoted(realm)).append(", nonce=").append(quoted(nonce()));
        line.append(", uri=")
                .append(quoted(uri))
                .append(", response=\"")
                .append(response)
                .append('"');
        if (parameters.containsKey("algorithm")) {
            line.append(", algorithm=").append(parameters.get("algorithm"));
        }
        if (counted) {
            line.append(", qop=auth, nc=")
                    .append(number)
                    .append(", cnonce=\"")
                    .append(clientNonce)
                    .append('"');
        }
        if (parameters.containsKey("opaque")) {
            line.append(", opaque=").append(quoted(parameters.getOrDefault("opaque", "")));
        }
        return line.toString().replaceAll("[\\r\\n]", "");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.replace("-SESS", ""));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
