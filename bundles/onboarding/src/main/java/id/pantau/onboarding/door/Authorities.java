package id.pantau.onboarding.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The authorities that certify a door's server: a partner's own, of a PEM file, or else those that the JVM trusts. */
final class Authorities {
    private static final int LARGEST = 1 << 20;

    private Authorities() {}

    /**
     * Where the file is.
     *
     * @param ca absolute, or below the folder that {@code etc} is in
     */
    static Path file(String ca) {
        return Path.of(System.getProperty("karaf.base", "")).resolve(ca).toAbsolutePath();
    }

    /** TLS that takes certificates as {@link #trust} does, and shows who we are. */
    static SSLContext tls(DoorSettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(Identity.tls(settings.identity()), new TrustManager[] {trust(settings.ca())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes certificates of these authorities, and of no others.
     *
     * @param ca empty for those of the JVM
     * @throws IllegalArgumentException naming the key, the file and what is wrong with it
     */
    static X509ExtendedTrustManager trust(String ca) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(ca.isEmpty() ? null : store(certificates(file(ca))));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("ca: " + ca + ": " + reason(e), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        byte[] text;
        try (InputStream in = Files.newInputStream(file)) {
            text = in.readNBytes(LARGEST + 1);
        }
        if (text.length > LARGEST) {
            throw new IOException("more than " + LARGEST + " bytes");
        }
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
        if (found.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        return found;
    }

    private static KeyStore store(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }

    private static String reason(Exception e) {
        return e instanceof GeneralSecurityException ? "no PEM file of X.509 certificates" : Secrets.words(e);
    }
}
