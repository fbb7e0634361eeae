package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.ControlUri;
import java.net.URI;

/**
 * Where to connect to and what to ask for there.
 *
 * @param name request URI, without credentials
 */
record Target(String host, int port, String name) {
    private static final int DEFAULT_PORT = 554;

    /** @throws RtspException when this client cannot go there */
    static Target of(URI uri) throws RtspException {
        if (!"rtsp".equalsIgnoreCase(uri.getScheme())) {
            throw new RtspException(new RtspFailure(
                    RtspFailure.Kind.UNSUPPORTED, "the address is not rtsp://, but " + uri.getScheme() + "://"));
        }
        String host = uri.getHost();
        if (host == null) {
            throw new RtspException(
                    new RtspFailure(RtspFailure.Kind.UNREACHABLE, "the address names no host that can be looked up"));
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port == 0 || port > 65_535) {
            throw new RtspException(new RtspFailure(RtspFailure.Kind.UNREACHABLE, "there is no port " + port));
        }
        return new Target(host, port, ControlUri.of(uri));
    }

    /** For messages. */
    String place() {
        return host + ':' + port;
    }
}
