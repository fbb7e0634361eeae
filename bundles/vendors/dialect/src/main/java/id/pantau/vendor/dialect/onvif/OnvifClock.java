package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.OnvifDevice;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import java.time.Instant;

/** The device's clock. */
public record OnvifClock(OnvifDevice device, Failures failures) implements Facet.Clock {

    @Override
    public Instant read() throws CameraException, InterruptedException {
        return failures.told(() -> device.readClock().utc());
    }

    /** To the nearest second, and by hand: a device that asked a time server asks it no more. */
    @Override
    public void set(Instant now) throws CameraException, InterruptedException {
        failures.done(() -> {
            device.management().setClock(now.plusMillis(500));
            device.readClock();
        });
    }
}
