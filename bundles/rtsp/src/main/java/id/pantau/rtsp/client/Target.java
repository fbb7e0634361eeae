package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.ControlUri;
import id.pantau.rtsp.wire.TlsWire;
import id.pantau.rtsp.wire.Wire;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Where to connect to and what to ask for there.
 *
 * @param secure under TLS (RFC 7826, section 19)
 * @param name request URI, without credentials
 */
record Target(String host, int port, boolean secure, String name) {
    private static final int DEFAULT_PORT = 554;
    private static final int SECURE_PORT = 322;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @throws RtspException when this client cannot go there */
    static Target of(URI uri) throws RtspException {
        boolean secure = "rtsps".equalsIgnoreCase(uri.getScheme());
        if (!secure && !"rtsp".equalsIgnoreCase(uri.getScheme())) {
            throw new RtspException(new RtspFailure(
                    RtspFailure.Kind.UNSUPPORTED,
                    "the address is none of rtsp://, rtsps://, http:// and https://, but " + uri.getScheme() + "://"));
        }
        String host = uri.getHost();
        if (host == null) {
            throw new RtspException(
                    new RtspFailure(RtspFailure.Kind.UNREACHABLE, "the address names no host that can be looked up"));
        }
        int port = uri.getPort() < 0 ? (secure ? SECURE_PORT : DEFAULT_PORT) : uri.getPort();
        if (port == 0 || port > 65_535) {
            throw new RtspException(new RtspFailure(RtspFailure.Kind.UNREACHABLE, "there is no port " + port));
        }
        return new Target(host, port, secure, ControlUri.of(uri));
    }

    /** The same for a server that speaks HTTP (RFC 9110, section 4.2). */
    static Target ofHttp(URI uri) throws RtspException {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        String host = uri.getHost();
        int port = uri.getPort() < 0 ? (secure ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        if (host == null || port == 0 || port > 65_535) {
            throw new RtspException(
                    new RtspFailure(RtspFailure.Kind.UNREACHABLE, "the address names no host and port to go to"));
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(host, port, secure, uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery());
    }

    /**
     * How the bytes of a connection there are read and written.
     *
     * @param executor for what takes long, and {@code wakeUp} called when it is done
     */
    Function<SocketChannel, Wire> wires(Optional<CertificatePin> pin, Executor executor, Runnable wakeUp) {
        return channel -> secure
                ? new TlsWire(channel, Trust.engine(host, port, pin), executor, wakeUp)
                : new Wire.Plain(channel);
    }

    /** For messages. */
    String place() {
        return host + ':' + port;
    }
}
