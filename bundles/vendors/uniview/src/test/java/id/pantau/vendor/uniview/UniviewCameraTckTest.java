package id.pantau.vendor.uniview;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.Facet;
import id.pantau.tck.vendor.CameraDriverTck;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeCamera;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

class UniviewCameraTckTest extends CameraDriverTck {
    @Override
    protected CameraDriver driver() {
        return new UniviewDriver(Configurations.of(UniviewConfiguration.class, Map.of()));
    }

    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return UniviewDevice.camera(login);
    }

    @Override
    protected Set<Class<? extends Facet>> lacks() {
        return Set.of(Facet.Discovery.class);
    }
}
