package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import java.time.Instant;
import java.util.Optional;

/** Asks a driver what a camera's clock shows; empty where the camera cannot say. */
final class ClockQuestion implements DriverPort.Call<Optional<Instant>> {
    private final Login login;

    ClockQuestion(Camera camera, Credentials credentials) {
        this.login = new Login(camera.endpoint(), credentials);
    }

    @Override
    public Optional<Instant> on(CameraDriver driver) throws CameraException, InterruptedException {
        return login.with(driver, ClockQuestion::read);
    }

    private static Optional<Instant> read(CameraSession session) throws CameraException, InterruptedException {
        Optional<Facet.Clock> clock = session.facet(Facet.Clock.class);
        return clock.isEmpty() ? Optional.empty() : Optional.of(clock.get().read());
    }
}
