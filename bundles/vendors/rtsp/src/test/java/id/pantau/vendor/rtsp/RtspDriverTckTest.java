package id.pantau.vendor.rtsp;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.Facet;
import id.pantau.tck.vendor.CameraDriverTck;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeCamera;
import id.pantau.tck.vendor.RtspCamera;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

class RtspDriverTckTest extends CameraDriverTck {
    @Override
    protected CameraDriver driver() {
        return new RtspDriver(Configurations.of(RtspConfiguration.class, Map.of()));
    }

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
