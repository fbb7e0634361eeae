package id.pantau.onboarding.door;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the certificate of a connection whose name was checked, and on connections without a name no other. An FTP client checks
 * the name on its control connection alone; files go by others.
 */
final class OneServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private volatile @Nullable X509Certificate server;

    OneServerTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authorities.checkServerTrusted(chain, authType, socket);
        if (isNamed(socket)) {
            server = chain[0];
        } else if (!chain[0].equals(server)) {
            throw new CertificateException("the certificate is another than on the control connection");
        }
    }

    private static boolean isNamed(Socket socket) {
        return socket instanceof SSLSocket tls && tls.getSSLParameters().getEndpointIdentificationAlgorithm() != null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("by sockets alone");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("by sockets alone");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("servers alone");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("servers alone");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("servers alone");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
