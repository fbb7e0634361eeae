package id.pantau.onboarding.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Who we are to a door's server, by a file that its owner alone may read: a private key (PKCS #8) and its certificate in PEM, the own
 * one first; or an SSH private key. Keys have no password.
 */
final class Identity {
    private static final int LARGEST = 64 << 10;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Identity() {}

    /**
     * For TLS.
     *
     * @param file absolute, or below the folder that {@code etc} is in; empty for nobody
     * @throws IllegalArgumentException naming the key, the file and what is wrong with it, without repeating any of it
     */
    static KeyManager[] tls(String file) {
        if (file.isEmpty()) {
            return new KeyManager[0];
        }
        byte[] pem = ssh(file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = chain(pem);
            store.setKeyEntry("own", key(pem, chain), new char[0], chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "identity: " + file + ": no PEM file of a PKCS #8 private key without password and its certificate",
                    e);
        }
    }

    /** The JDK reads a file that holds nothing else. */
    private static Certificate[] chain(byte[] pem) throws GeneralSecurityException {
        String certificates = CERTIFICATE
                .matcher(new String(pem, StandardCharsets.US_ASCII))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)))
                .toArray(Certificate[]::new);
    }

    private static PrivateKey key(byte[] pem, Certificate[] chain) throws GeneralSecurityException {
        Matcher key = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!key.find() || chain.length == 0) {
            throw new GeneralSecurityException("not both");
        }
        byte[] der = Base64.getMimeDecoder().decode(key.group(1));
        return KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /**
     * For SSH: the file as it is; its own reader says more about it when it logs in.
     *
     * @throws IllegalArgumentException as {@link #tls}
     */
    static byte[] ssh(String file) {
        Path path = Authorities.file(file);
        try {
            if (!Files.isRegularFile(path)) {
                throw new IOException("there is no such file");
            }
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
                throw new IOException("others than its owner may use it: chmod 600");
            }
            if (Files.size(path) > LARGEST) {
                throw new IOException("more than " + LARGEST + " bytes");
            }
            byte[] content = Files.readAllBytes(path);
            if (!new String(content, StandardCharsets.US_ASCII).contains("PRIVATE KEY-----")) {
                throw new IOException("it holds no private key");
            }
            return content;
        } catch (IOException e) {
            throw new IllegalArgumentException("identity: " + file + ": " + Secrets.words(e), e);
        }
    }
}
