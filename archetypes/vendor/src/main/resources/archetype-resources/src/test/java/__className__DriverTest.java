package ${package};

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.Facet;
import id.pantau.tck.vendor.CameraDriverTck;
import id.pantau.tck.vendor.FakeCamera;
import java.io.IOException;
import java.util.Set;

/** The whole contract of a camera driver; tests of your own belong into a class of their own. */
class ${className}DriverTest extends CameraDriverTck {
    @Override
    protected CameraDriver driver() {
        return new ${className}Driver();
    }

    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return new Fake${className}(login);
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
