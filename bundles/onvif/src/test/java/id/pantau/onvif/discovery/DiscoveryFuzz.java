package id.pantau.onvif.discovery;

import id.pantau.onvif.xml.XmlException;
import java.net.InetAddress;
import java.util.List;

/** Datagrams from anybody. */
public final class DiscoveryFuzz {
    private DiscoveryFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            for (DiscoveredDevice device :
                    ProbeMessage.read(input, InetAddress.getLoopbackAddress(), List.of("RELATES_TO"))) {
                device.deviceService().ifPresent(address -> {
                    if (!"127.0.0.1".equals(address.getHost()) || address.getRawUserInfo() != null) {
                        throw new IllegalStateException("an address is on the host that answered: " + address);
                    }
                });
                if (device.name() == null || device.hardware() == null) {
                    throw new IllegalStateException("what is not told is empty");
                }
            }
        } catch (XmlException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("a refusal says why", e);
            }
        }
    }
}
