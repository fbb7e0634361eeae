package id.pantau.onvif;

import java.net.URI;

/**
 * One service of a device.
 *
 * @param namespace names the service, such as {@code http://www.onvif.org/ver20/media/wsdl}
 * @param address on the host that the device was asked at
 * @param version such as {@code 2.60}; may be empty
 */
public record ServiceAddress(String namespace, URI address, String version) {}
