package id.pantau.rtsp.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom to believe under TLS: one certificate, or those that Java trusts for that host. There is no third way. */
final class Trust {
    private Trust() {}

    static SSLEngine engine(String host, int port, Optional<CertificatePin> pin) {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, pin.map(p -> new TrustManager[] {new Pinned(p)}).orElse(null), null);
            SSLEngine engine = context.createSSLEngine(name, port);
            engine.setUseClientMode(true);
            if (pin.isEmpty()) {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
            }
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java without TLS", e);
        }
    }

    /** Extended, so that Java does not put its own checks around it: the pin says more than a name or a date. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final CertificatePin pin;

        Pinned(CertificatePin pin) {
            this.pin = pin;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (chain.length == 0) {
                throw new CertificateException("the server shows no certificate");
            }
            pin.check(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
