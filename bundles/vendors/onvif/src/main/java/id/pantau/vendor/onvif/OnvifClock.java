package id.pantau.vendor.onvif;

import id.pantau.onvif.OnvifDevice;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import java.time.Instant;

/** The device's clock. */
record OnvifClock(OnvifDevice device) implements Facet.Clock {

    @Override
    public Instant read() throws CameraException, InterruptedException {
        return Failures.told(() -> device.readClock().utc());
    }

    /** To the nearest second, and by hand: a device that asked a time server asks it no more. */
    @Override
    public void set(Instant now) throws CameraException, InterruptedException {
        Failures.done(() -> {
            device.management().setClock(now.plusMillis(500));
            device.readClock();
        });
    }
}
