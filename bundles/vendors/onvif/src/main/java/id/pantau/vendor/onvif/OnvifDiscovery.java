package id.pantau.vendor.onvif;

import id.pantau.model.Endpoint;
import id.pantau.onvif.discovery.WsDiscovery;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** ONVIF devices on the networks at hand, by multicast. */
final class OnvifDiscovery implements Facet.Discovery {

    @Override
    public void search(Duration patience, Consumer<Endpoint> found) throws CameraException, InterruptedException {
        Set<Endpoint> known = new HashSet<>();
        try {
            WsDiscovery.multicast(
                    patience,
                    device -> device.deviceService().ifPresent(address -> {
                        Endpoint endpoint = Endpoint.parse(address.toString());
                        if (known.add(endpoint)) {
                            found.accept(endpoint);
                        }
                    }));
        } catch (IOException e) {
            throw new CameraException(
                    CameraException.Kind.UNREACHABLE, "no network to look for devices on: " + e.getMessage(), e);
        }
    }
}
