package id.pantau.rtsp.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The one certificate that a server must show: what makes a camera's self-signed certificate worth more than none.
 *
 * @param sha256 fingerprint of the certificate in DER, 64 hexadecimal digits in lower case
 */
public record CertificatePin(String sha256) {
    /** @param sha256 with or without colons, in any case, as {@code openssl x509 -fingerprint -sha256} prints it */
    public CertificatePin {
        sha256 = sha256.replace(":", "").trim().toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a certificate pin is the SHA-256 fingerprint, 64 hexadecimal digits");
        }
    }

    void check(X509Certificate shown) throws CertificateException {
        String fingerprint = HexFormat.of().formatHex(digest(shown.getEncoded()));
        if (!fingerprint.equals(sha256)) {
            throw new CertificateException("the server shows the certificate with the SHA-256 fingerprint "
                    + fingerprint + ", not the pinned one");
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
