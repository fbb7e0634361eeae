package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.Facet;
import java.io.IOException;
import java.util.Set;

/** The contract run against a real loopback camera. */
abstract class DriverBench extends CameraDriverTck {
    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return new RtspCamera(login);
    }

    @Override
    protected Set<Class<? extends Facet>> lacks() {
        return Set.of(
                Facet.Discovery.class,
                Facet.Snapshots.class,
                Facet.Ptz.class,
                Facet.Events.class,
                Facet.Clock.class,
                Facet.Encoding.class);
    }
}
