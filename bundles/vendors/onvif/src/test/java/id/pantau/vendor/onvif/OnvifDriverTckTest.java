package id.pantau.vendor.onvif;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.tck.vendor.CameraDriverTck;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeCamera;
import id.pantau.tck.vendor.OnvifCamera;
import java.io.IOException;
import java.util.Map;

class OnvifDriverTckTest extends CameraDriverTck {
    @Override
    protected CameraDriver driver() {
        return new OnvifDriver(Configurations.of(OnvifConfiguration.class, Map.of()));
    }

    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return new OnvifCamera(login);
    }
}
