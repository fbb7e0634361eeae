package id.pantau.vendor.push;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.Facet;
import id.pantau.tck.vendor.CameraDriverTck;
import id.pantau.tck.vendor.FakeCamera;
import id.pantau.tck.vendor.RtspCamera;
import java.io.IOException;
import java.util.Set;

/** What is sent to us asks for no login; the kit's camera does, and so shows that the driver would not mistreat one. */
class PushDriverTckTest extends CameraDriverTck {
    @Override
    protected CameraDriver driver() {
        return new PushDriver(address -> false);
    }

    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return new RtspCamera(login, RtspAnswers.SERVER, "/gate-07", "/unused");
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
