package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.service.Devices;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What people have a camera do")
class DeviceDeskTest {
    private static final String GATE = "gate";
    private static final Duration SHORT = Duration.ofMillis(1);

    private final List<String> calls = new ArrayList<>();
    private City city;
    private Devices devices;
    private int failingStops;
    private boolean moves = true;
    private Duration off = Duration.ofHours(7);

    @BeforeEach
    void install(@TempDir Path folder) {
        city = new City(folder);
        city.register(GATE, "acme");
        city.install("acme", new MovingDriver());
        devices = new DeviceDesk(city.cameras, city.sharing, new DriverDesk(city.bay, city.loop::now), city.loop::now);
    }

    @Test
    @DisplayName("is to move for a while, and then it is stopped")
    void moves() throws Exception {
        devices.move(GATE, -0.5, 0, 1, SHORT);
        assertEquals(List.of("move -0.5 0.0 1.0", "stop"), calls);
    }

    @Test
    @DisplayName("is stopped although it did not take the stop at first, and although the move failed")
    void stopsAllTheSame() throws Exception {
        failingStops = 2;
        devices.move(GATE, 1, 0, 0, SHORT);
        assertEquals(List.of("move 1.0 0.0 0.0", "stop", "stop", "stop"), calls);

        calls.clear();
        moves = false;
        CameraException refused = assertThrows(CameraException.class, () -> devices.move(GATE, 1, 0, 0, SHORT));
        assertEquals("the motor is stuck", refused.getMessage());
        assertEquals(List.of("move 1.0 0.0 0.0", "stop"), calls);
    }

    @Test
    @DisplayName("is never to move for long, nor faster than it can")
    void bounds() {
        assertThrows(IllegalArgumentException.class, () -> devices.move(GATE, 1, 0, 0, Duration.ofSeconds(4)));
        assertThrows(IllegalArgumentException.class, () -> devices.move(GATE, 1, 0, 0, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> devices.move(GATE, 1.1, 0, 0, SHORT));
        assertThrows(IllegalArgumentException.class, () -> devices.move(GATE, Double.NaN, 0, 0, SHORT));
        assertEquals(List.of(), calls);
    }

    @Test
    @DisplayName("is to look where a stored view is, by its name")
    void presets() throws Exception {
        assertEquals(List.of("Gate", "Street"), devices.presets(GATE));
        devices.goTo(GATE, "Street");
        assertEquals(List.of("goTo 2"), calls);
        assertThrows(NoSuchElementException.class, () -> devices.goTo(GATE, "Lobby"));
    }

    @Test
    @DisplayName("is not to move when its owner does not share that, but may always be stopped")
    void notShared() throws Exception {
        city.sharing.not.add(GATE + " ptz");
        for (Executable call : List.<Executable>of(
                () -> devices.move(GATE, 1, 0, 0, SHORT),
                () -> devices.goTo(GATE, "Street"),
                () -> devices.presets(GATE))) {
            assertEquals(
                    FakeSharing.REVOKED.en(),
                    assertThrows(CameraException.class, call).getMessage());
        }
        devices.stop(GATE);
        assertEquals(List.of("stop"), calls);
    }

    @Test
    @DisplayName("is to set its clock")
    void clock() throws Exception {
        assertEquals(new Devices.ClockReading(city.loop.now().plus(off), off), devices.clock(GATE));
        assertEquals(Duration.ZERO, devices.setClock(GATE).offset());
    }

    @Test
    @DisplayName("is refused for cameras that nobody knows, that have no driver, or whose driver cannot do it")
    void refused() {
        assertThrows(NoSuchElementException.class, () -> devices.stop("nowhere"));
        city.register("mole", "other");
        assertEquals(
                "there is no driver called other",
                assertThrows(CameraException.class, () -> devices.stop("mole")).getMessage());
        city.install("other", new FakeDriver("/"));
        assertEquals(
                "the camera cannot be moved by its driver",
                assertThrows(CameraException.class, () -> devices.stop("mole")).getMessage());
        assertEquals(
                "its driver cannot read the camera's clock",
                assertThrows(CameraException.class, () -> devices.clock("mole")).getMessage());
    }

    private final class MovingDriver extends FakeDriver implements Facet.Ptz, Facet.Clock {
        MovingDriver() {
            super("/");
        }

        @Override
        List<Channel> channels(Endpoint endpoint) {
            Channel plain = super.channels(endpoint).get(0);
            return List.of(new Channel() {
                @Override
                public String id() {
                    return plain.id();
                }

                @Override
                public List<StreamProfile> profiles() {
                    return plain.profiles();
                }

                @Override
                public MediaSource source(StreamProfile profile) throws CameraException, InterruptedException {
                    return plain.source(profile);
                }

                @Override
                public <F extends Facet> Optional<F> facet(Class<F> type) {
                    return type == Facet.Ptz.class ? Optional.of(type.cast(MovingDriver.this)) : Optional.empty();
                }
            });
        }

        @Override
        <F extends Facet> Optional<F> ability(Class<F> type) {
            return type == Facet.Clock.class ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public void move(double pan, double tilt, double zoom) throws CameraException {
            calls.add("move " + pan + " " + tilt + " " + zoom);
            if (!moves) {
                throw new CameraException(CameraException.Kind.PROTOCOL, "the motor is stuck");
            }
        }

        @Override
        public void stop() throws CameraException {
            calls.add("stop");
            if (failingStops-- > 0) {
                throw new CameraException(CameraException.Kind.BUSY, "busy");
            }
        }

        @Override
        public List<Preset> presets() {
            return List.of(new Preset("1", "Gate"), new Preset("2", "Street"));
        }

        @Override
        public void goTo(String preset) {
            calls.add("goTo " + preset);
        }

        @Override
        public Instant read() {
            return city.loop.now().plus(off);
        }

        @Override
        public void set(Instant now) {
            off = Duration.between(city.loop.now(), now);
        }
    }
}
