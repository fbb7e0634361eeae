package id.pantau.vendor.onvif;

import id.pantau.model.Endpoint;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The address of an endpoint's device service. */
final class DeviceAddress {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String USUAL_PATH = "/onvif/device_service";

    private DeviceAddress() {}

    /** Empty for an address that says that it is something else. */
    static Optional<URI> of(Endpoint endpoint) {
        String authority = endpoint.uri().getRawAuthority();
        if (endpoint.scheme().isEmpty()) {
            return Optional.of(URI.create("http://" + authority + USUAL_PATH));
        }
        if (!SCHEMES.contains(endpoint.scheme())) {
            return Optional.empty();
        }
        String path = endpoint.uri().getRawPath() == null ? "" : endpoint.uri().getRawPath();
        if (path.isEmpty() || path.equals("/")) {
            return Optional.of(URI.create(endpoint.scheme() + "://" + authority + USUAL_PATH));
        }
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("onvif") || lower.contains("device_service")
                ? Optional.of(endpoint.uri())
                : Optional.empty();
    }
}
