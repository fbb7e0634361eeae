package id.pantau.onvif;

import java.util.List;

/**
 * A network card of a device.
 *
 * @param addresses each as {@code address/prefix-length}
 */
public record NetworkInterface(
        String token, String name, String hardwareAddress, boolean enabled, List<String> addresses) {}
