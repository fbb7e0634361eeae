package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's side of RFC 7616, for fake devices. */
public final class HttpDigest {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    private final Credentials login;
    private final String algorithm;
    private final String realm;
    private final String nonce = UUID.randomUUID().toString();

    /** @param algorithm {@code MD5} or {@code SHA-256} */
    public HttpDigest(Credentials login, String algorithm) {
        this(login, algorithm, "camera");
    }

    /**
     * @param algorithm {@code MD5} or {@code SHA-256}
     * @param realm with which the device asks
     */
    public HttpDigest(Credentials login, String algorithm, String realm) {
        this.realm = realm;
        this.login = login;
        this.algorithm = algorithm;
    }

    /** The value of {@code WWW-Authenticate}. */
    public String challenge() {
        return "Digest realm=\"" + realm + "\", qop=\"auth\", algorithm=" + algorithm + ", nonce=\"" + nonce + "\"";
    }

    /** Whether an {@code Authorization} is right. */
    public boolean accepts(String method, String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("digest ")) {
            return false;
        }
        Map<String, String> given = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(authorization);
        while (matcher.find()) {
            given.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        String secret = hash(login.user() + ":" + realm + ":" + login.password());
        String what = hash(method + ":" + given.get("uri"));
        String expected = hash(secret + ":" + nonce + ":" + given.get("nc") + ":" + given.get("cnonce") + ":"
                + given.get("qop") + ":" + what);
        return login.user().equals(given.get("username"))
                && nonce.equals(given.get("nonce"))
                && expected.equals(given.get("response"));
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no such algorithm", e);
        }
    }
}
