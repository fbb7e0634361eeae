package id.pantau.vendor.rtsp;

import id.pantau.model.Endpoint;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The RTSP URL of an endpoint. */
final class RtspAddress {
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps");

    private RtspAddress() {}

    /** Host and port alone are taken for {@code rtsp://host:port/}; empty when the scheme is another's. */
    static Optional<URI> of(Endpoint endpoint) {
        if (SCHEMES.contains(endpoint.scheme())) {
            return Optional.of(endpoint.uri());
        }
        return endpoint.scheme().isEmpty()
                ? Optional.of(URI.create("rtsp://" + endpoint.uri().getRawAuthority() + "/"))
                : Optional.empty();
    }
}
