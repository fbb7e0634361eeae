package id.pantau.onvif.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a device says about itself when it is looked for.
 *
 * @param reference names it for ever, such as {@code urn:uuid:…}
 * @param from where the answer came from
 * @param types local names, such as {@code NetworkVideoTransmitter}
 * @param scopes such as {@code onvif://www.onvif.org/name/…}
 * @param addresses of its device service, as it tells them; they may lead elsewhere
 */
public record DiscoveredDevice(
        String reference, InetAddress from, List<String> types, List<String> scopes, List<URI> addresses) {
    private static final String NAME = "onvif://www.onvif.org/name/";
    private static final String HARDWARE = "onvif://www.onvif.org/hardware/";

    /** The address of its device service on the host that answered; empty when it tells none. */
    public Optional<URI> deviceService() {
        String host = from.getHostAddress();
        Optional<URI> own = addresses.stream()
                .filter(address -> address.getHost().equals(host))
                .findFirst();
        return own.or(() -> addresses.stream().findFirst()).map(told -> onHost(told, host));
    }

    private static URI onHost(URI told, String host) {
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String port = told.getPort() < 0 ? "" : ":" + told.getPort();
        return URI.create(told.getScheme() + "://" + literal + port + told.getRawPath());
    }

    /** As people named it; empty when they did not. */
    public String name() {
        return scope(NAME);
    }

    /** What it is; empty when it does not say. */
    public String hardware() {
        return scope(HARDWARE);
    }

    private String scope(String prefix) {
        return scopes.stream()
                .filter(scope -> scope.startsWith(prefix))
                .map(scope -> scope.substring(prefix.length()).replace("%20", " "))
                .findFirst()
                .orElse("");
    }
}
