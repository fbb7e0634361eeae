package id.pantau.web;

import id.pantau.model.Text;
import id.pantau.service.SigningKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes sure that a submission was signed by its partner, not long ago, and comes for the first time: HTTP Message Signatures (RFC 9421)
 * with {@code hmac-sha256}, of method, path, query and {@code Content-Digest} (RFC 9530). Thread-safe.
 */
@Component(service = Signatures.class)
public final class Signatures {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final Set<String> KNOWN = Set.of("@method", "@path", "@query", "content-digest", "content-type");
    private static final String WANTED =
            "sig=(\"@method\" \"@path\" \"@query\" \"content-digest\");created;nonce;alg=\"hmac-sha256\"";

    private final SigningKeys keys;
    private final Clock clock;
    private final Nonces nonces = new Nonces(OLDEST.plus(AHEAD));

    @Activate
    public Signatures(@Reference SigningKeys keys) {
        this(keys, Clock.systemUTC());
    }

    Signatures(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Nothing, for a partner that need not sign.
     *
     * @throws Problem 401 naming what is wrong, 503 when too many were signed within minutes
     */
    void require(HttpServletRequest request, String partner, byte[] body) throws Problem {
        Optional<byte[]> key = keys.of(partner);
        if (key.isPresent()) {
            SignatureFields fields = SignatureFields.read(
                            field(request, "Signature-Input"), field(request, "Signature"))
                    .orElseThrow(
                            () -> wrong(
                                    "Signature-Input dan Signature harus ada, satu tanda tangan, seperti di panduan mitra.",
                                    "Signature-Input and Signature must be there, one signature, as the partner guide has it."));
            checkComponents(request, fields);
            checkDigest(field(request, "Content-Digest"), body);
            checkTime(fields);
            String base = fields.base(name -> value(request, name));
            if (!MessageDigest.isEqual(mac(key.get(), base), decode(fields.signature()))) {
                throw wrong(
                        "Tanda tangan tidak cocok dengan permintaan dan kunci tanda tangan Anda.",
                        "The signature does not fit the request and your signing key.");
            }
            checkNonce(partner, fields);
        }
    }

    private static void checkComponents(HttpServletRequest request, SignatureFields fields) throws Problem {
        Set<String> missing = new TreeSet<>(List.of("@method", "@path", "content-digest"));
        if (request.getQueryString() != null) {
            missing.add("@query");
        }
        fields.components().forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw wrong("Belum ditandatangani: " + missing, "Not signed: " + missing);
        }
        if (!KNOWN.containsAll(fields.components())
                || Set.copyOf(fields.components()).size() != fields.components().size()) {
            throw wrong(
                    "Yang ditandatangani hanya, sekali: " + new TreeSet<>(KNOWN),
                    "Signed are, once, only: " + new TreeSet<>(KNOWN));
        }
        String algorithm = fields.values().getOrDefault("alg", "hmac-sha256");
        if (!algorithm.equals("hmac-sha256")) {
            throw wrong("alg: harus hmac-sha256.", "alg: has to be hmac-sha256.");
        }
    }

    private static void checkDigest(String said, byte[] body) throws Problem {
        String is = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(body)) + ":";
        if (!said.strip().equals(is)) {
            throw wrong(
                    "Content-Digest harus sha-256=:…: dari isi permintaan.",
                    "Content-Digest has to be sha-256=:…: of the body.");
        }
    }

    private void checkTime(SignatureFields fields) throws Problem {
        Instant now = clock.instant();
        Instant created = time(fields, "created");
        boolean inTime = !created.isBefore(now.minus(OLDEST)) && !created.isAfter(now.plus(AHEAD));
        if (!inTime || (fields.values().containsKey("expires") && now.isAfter(time(fields, "expires")))) {
            throw wrong(
                    "created dan expires: paling lama " + OLDEST.toMinutes() + " menit; periksa jam. Jam kota: "
                            + now.getEpochSecond() + ".",
                    "created and expires: at most " + OLDEST.toMinutes() + " minutes old; check the clock. The city's: "
                            + now.getEpochSecond() + ".");
        }
    }

    private static Instant time(SignatureFields fields, String name) throws Problem {
        String seconds = fields.values().getOrDefault(name, "");
        if (!seconds.matches("\\d{1,11}")) {
            throw wrong(name + ": detik sejak 1970, tanpa kutip.", name + ": seconds since 1970, without quotes.");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /** Of a signature that is right, so that nobody else uses up a partner's. */
    private void checkNonce(String partner, SignatureFields fields) throws Problem {
        String nonce = fields.values().getOrDefault("nonce", "");
        if (nonce.length() < 16 || nonce.length() > 64) {
            throw wrong("nonce: 16 sampai 64 karakter acak.", "nonce: 16 to 64 random characters.");
        }
        switch (nonces.use(partner, nonce, clock.instant())) {
            case FIRST -> {}
            case AGAIN ->
                throw wrong(
                        "nonce ini sudah dipakai; kirim ulang dengan yang baru.",
                        "This nonce was used already; send again with a new one.");
            case TOO_MANY ->
                throw Problem.of(
                                503,
                                "too-many-requests",
                                new Text("Terlalu banyak kiriman", "Too many submissions"),
                                new Text("Coba lagi nanti.", "Try again later."))
                        .with("Retry-After", Long.toString(OLDEST.toSeconds()));
        }
    }

    private static String value(HttpServletRequest request, String component) {
        return switch (component) {
            case "@method" -> request.getMethod();
            case "@path" -> request.getRequestURI();
            case "@query" -> "?" + (request.getQueryString() == null ? "" : request.getQueryString());
            default -> field(request, component).strip();
        };
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] mac(byte[] key, String base) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Problem wrong(String indonesian, String english) {
        return Problem.of(
                        401,
                        "wrong-signature",
                        new Text("Tanda tangan tidak sah", "Invalid signature"),
                        new Text(indonesian, english))
                .with("WWW-Authenticate", "Bearer")
                .with("Accept-Signature", WANTED);
    }
}
