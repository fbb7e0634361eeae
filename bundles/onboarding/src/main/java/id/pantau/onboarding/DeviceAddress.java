package id.pantau.onboarding;

import id.pantau.model.Camera;
import id.pantau.model.Endpoint;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether addresses that are written differently lead to the same device. */
final class DeviceAddress {
    private static final Map<String, Set<Integer>> STANDARD = Map.of(
            "rtsp",
            Set.of(554),
            "rtsps",
            Set.of(322),
            "http",
            Set.of(80),
            "https",
            Set.of(443),
            "",
            Set.of(80, 443, 554, 322));

    private DeviceAddress() {}

    /** The ports that an endpoint may mean: several when it names neither port nor scheme. */
    static Set<Integer> ports(Endpoint endpoint) {
        return endpoint.uri().getPort() < 0
                ? STANDARD.getOrDefault(endpoint.scheme(), Set.of())
                : Set.of(endpoint.uri().getPort());
    }

    /** The device to log in to, by host and port. */
    static String device(Endpoint endpoint) {
        return host(endpoint) + " "
                + ports(endpoint).stream().sorted().map(String::valueOf).toList();
    }

    /** Whether both have the host and a port in common. */
    static boolean sameDevice(Endpoint one, Endpoint other) {
        return host(one).equals(host(other)) && ports(one).stream().anyMatch(ports(other)::contains);
    }

    /** Whether both are the same device, scheme and path. */
    static boolean sameAddress(Endpoint one, Endpoint other) {
        return sameDevice(one, other)
                && one.scheme().equals(other.scheme())
                && Objects.equals(one.uri().getRawPath(), other.uri().getRawPath())
                && Objects.equals(one.uri().getRawQuery(), other.uri().getRawQuery());
    }

    /** Whether a camera is that channel of the device at the endpoint. */
    static boolean isChannel(Camera camera, Endpoint endpoint, String channel) {
        return camera.channel().equals(channel) && sameAddress(camera.endpoint(), endpoint);
    }

    private static String host(Endpoint endpoint) {
        return endpoint.host().toLowerCase(Locale.ROOT);
    }
}
