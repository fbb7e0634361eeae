package id.pantau.vendor.onvif;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.tck.vendor.CameraDriverTck;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeCamera;
import id.pantau.tck.vendor.OnvifCamera;
import id.pantau.tck.vendor.OnvifCamera.Asks;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The same for a recorder of Profile S that wants a token and whose clock is years off. */
class OldDeviceTckTest extends CameraDriverTck {
    @Override
    protected CameraDriver driver() {
        return new OnvifDriver(Configurations.of(OnvifConfiguration.class, Map.of()));
    }

    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return new OnvifCamera(Manner.of(login)
                .asking(Asks.TOKEN)
                .withClock(Duration.ofDays(-700))
                .withChannels(4)
                .withoutMedia2());
    }
}
