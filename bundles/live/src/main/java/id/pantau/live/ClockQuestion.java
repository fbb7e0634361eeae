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
    private final String channel;
    private final Login login;

    ClockQuestion(Camera camera, Credentials credentials) {
        this.channel = camera.channel();
        this.login = new Login(camera.endpoint(), credentials);
    }

    @Override
    public Optional<Instant> on(CameraDriver driver) throws CameraException, InterruptedException {
        return login.with(driver, this::read);
    }

    private Optional<Instant> read(CameraSession session) throws CameraException, InterruptedException {
        Optional<Facet.Clock> clock = Login.channel(session, channel).facet(Facet.Clock.class);
        return clock.isEmpty() ? Optional.empty() : Optional.of(clock.get().read());
    }
}
