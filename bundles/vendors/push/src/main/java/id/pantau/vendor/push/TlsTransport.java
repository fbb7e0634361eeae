package id.pantau.vendor.push;

import id.pantau.rtsp.wire.TlsWire;
import id.pantau.rtsp.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Under TLS, with the one key of a PKCS #12 file (RFC 7292); the arithmetic of handshakes is done by a thread of its own. */
final class TlsTransport implements Connection.Transport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsTransport.class);
    private static final int MOST_WAITING = 1024;
    private static final int MOST_BYTES = 1 << 20;

    private final SSLContext context;
    private final ThreadPoolExecutor arithmetic;

    /**
     * Reads the file, this once.
     *
     * @param password the file's, and the key's in it
     * @throws IOException naming the file and what is wrong with it
     */
    TlsTransport(Path file, String password) throws IOException {
        context = context(file, password.toCharArray());
        arithmetic =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "push-tls");
                    thread.setDaemon(true);
                    return thread;
                });
        arithmetic.allowCoreThreadTimeOut(true);
    }

    @Override
    public Wire over(SocketChannel channel, Runnable wakeUp) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new TlsWire(channel, engine, arithmetic, wakeUp);
    }

    @Override
    public void close() {
        arithmetic.shutdownNow();
    }

    private static SSLContext context(Path file, char[] password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IOException("more than " + MOST_BYTES + " bytes");
                }
                store.load(in, password);
            }
            X509Certificate certificate = certificate(store);
            LOG.info(
                    "sources under TLS are shown the certificate of {}, valid until {}",
                    certificate.getSubjectX500Principal(),
                    certificate.getNotAfter().toInstant());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("the key store " + file + ": " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(KeyStore store) throws GeneralSecurityException, IOException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return certificate;
            }
        }
        throw new IOException("there is no private key with a certificate in it");
    }
}
