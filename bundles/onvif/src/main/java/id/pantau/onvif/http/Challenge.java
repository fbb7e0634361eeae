package id.pantau.onvif.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
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

/** How a device asks for a login: Digest (RFC 7616) with MD5 or SHA-256, or Basic (RFC 7617); and the answers to it. */
final class Challenge {
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*([a-z]+)(?:\\s+(?=[a-z]+\\s*=)|\\s*(?=,|$))");
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.){0,2000})\"|([^\\s,\"]{0,2000}))");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_TEXT = 8192;

    private final boolean digest;
    private final Map<String, String> parameters;
    private final String algorithm;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean accepted;

    private Challenge(boolean digest, Map<String, String> parameters) {
        this.digest = digest;
        this.parameters = parameters;
        this.algorithm = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    }

    /** The strongest among the values of {@code WWW-Authenticate} that can be answered. */
    static Optional<Challenge> strongest(List<String> headers, boolean basic) {
        return all(headers).stream()
                .filter(challenge -> challenge.digest ? challenge.isAnswerable() : basic)
                .max(Comparator.comparing(Challenge::strength));
    }

    static String realm(List<String> headers) {
        return all(headers).stream()
                .map(challenge -> challenge.parameters.getOrDefault("realm", ""))
                .findFirst()
                .orElse("");
    }

    /** One header may hold several challenges. */
    private static List<Challenge> all(List<String> headers) {
        List<Challenge> found = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= MAX_TEXT) {
                read(header, found);
            }
        }
        return found;
    }

    private static void read(String header, List<Challenge> found) {
        String blank = blanked(header);
        Matcher scheme = SCHEME.matcher(blank);
        String name = "";
        int start = 0;
        while (scheme.find()) {
            add(name, header.substring(start, scheme.start()), found);
            name = scheme.group(1);
            start = scheme.end();
        }
        add(name, header.substring(start), found);
    }

    /** The header with what is in quotes blanked, so that a comma in a realm begins nothing. */
    private static String blanked(String header) {
        StringBuilder text = new StringBuilder(header);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                text.setCharAt(i, '_');
                if (c == '\\' && i + 1 < text.length()) {
                    text.setCharAt(++i, '_');
                }
            }
        }
        return text.toString();
    }

    private static void add(String scheme, String text, List<Challenge> found) {
        boolean digest = scheme.equalsIgnoreCase("digest");
        if (digest || scheme.equalsIgnoreCase("basic")) {
            Map<String, String> parameters = new HashMap<>();
            Matcher matcher = PARAMETER.matcher(text);
            while (matcher.find()) {
                String quoted = matcher.group(2);
                parameters.putIfAbsent(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3));
            }
            found.add(new Challenge(digest, Map.copyOf(parameters)));
        }
    }

    private boolean isAnswerable() {
        String qop = parameters.getOrDefault("qop", "auth").toLowerCase(Locale.ROOT);
        return parameters.containsKey("nonce")
                && algorithm.matches("(MD5|SHA-256)(-SESS)?")
                && List.of(qop.split("[\\s,]+")).contains("auth");
    }

    private int strength() {
        return !digest ? 0 : algorithm.startsWith("SHA-256") ? 2 : 1;
    }

    /** Remembers that the device took an answer to it. */
    void accepted() {
        accepted = true;
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Whether {@code next} means that this one, once good, is too old, which says nothing about the login. */
    boolean isOutdatedBy(Challenge next) {
        return next.digest
                && (next.parameters.getOrDefault("stale", "").equalsIgnoreCase("true")
                        || (accepted && !nonce().equals(next.nonce())));
    }

    private String nonce() {
        return parameters.getOrDefault("nonce", "");
    }

    /** The value of {@code Authorization} for one request. */
    String answer(DeviceLogin login, String method, String uri) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return answer(login, method, uri, HexFormat.of().formatHex(random));
    }

    String answer(DeviceLogin login, String method, String uri, String clientNonce) {
        if (!digest) {
            String pair = login.user() + ":" + login.password();
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
        String realm = parameters.getOrDefault("realm", "");
        String secret = hash(login.user() + ":" + realm + ":" + login.password());
        if (algorithm.endsWith("-SESS")) {
            secret = hash(secret + ":" + nonce() + ":" + clientNonce);
        }
        String what = hash(method + ":" + uri);
        String number = String.format("%08x", count.incrementAndGet());
        boolean counted = parameters.containsKey("qop");
        String proof = counted
                ? secret + ":" + nonce() + ":" + number + ":" + clientNonce + ":auth:" + what
                : secret + ":" + nonce() + ":" + what;
        StringBuilder line = new StringBuilder("Digest username=").append(quoted(login.user()));
        line.append(", realm=").append(quoted(realm)).append(", nonce=").append(quoted(nonce()));
        line.append(", uri=").append(quoted(uri)).append(", response=").append(quoted(hash(proof)));
        if (parameters.containsKey("algorithm")) {
            line.append(", algorithm=").append(parameters.get("algorithm"));
        }
        if (counted) {
            line.append(", qop=auth, nc=").append(number);
        }
        if (counted || algorithm.endsWith("-SESS")) {
            line.append(", cnonce=").append(quoted(clientNonce));
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
            MessageDigest digester = MessageDigest.getInstance(algorithm.replace("-SESS", ""));
            return HexFormat.of().formatHex(digester.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
