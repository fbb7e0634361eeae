package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Cameras;
import id.pantau.service.Devices;
import id.pantau.service.Drivers.Check;
import id.pantau.service.Sharing;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** What people have registered cameras do. Thread-safe. */
final class DeviceDesk implements Devices {
    private static final int MOST_PRESETS = 300;

    /** A camera that goes on turning is worse than one call too many. */
    private static final int STOPS = 3;

    private final Cameras cameras;
    private final Sharing sharing;
    private final DriverDesk drivers;
    private final Supplier<Instant> now;

    DeviceDesk(Cameras cameras, Sharing sharing, DriverDesk drivers, Supplier<Instant> now) {
        this.cameras = cameras;
        this.sharing = sharing;
        this.drivers = drivers;
        this.now = now;
    }

    /** What is done with a camera's mechanics. */
    private interface Motion<T> {
        T with(Facet.Ptz ptz) throws CameraException, InterruptedException;
    }

    @Override
    public void move(String id, double pan, double tilt, double zoom, Duration length)
            throws CameraException, InterruptedException {
        speed("pan", pan);
        speed("tilt", tilt);
        speed("zoom", zoom);
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST_MOVE) > 0) {
            throw new IllegalArgumentException(
                    "a camera is moved for more than 0 and at most " + LONGEST_MOVE.toSeconds() + " s at once");
        }
        ptz(id, ptz -> {
            try {
                ptz.move(pan, tilt, zoom);
                Thread.sleep(length.toMillis());
            } finally {
                halt(ptz);
            }
            return true;
        });
    }

    private static void speed(String name, double value) {
        if (!(Math.abs(value) <= 1)) {
            throw new IllegalArgumentException(name + " is a speed between -1 and 1");
        }
    }

    /** Also when the call was given up meanwhile. */
    private static void halt(Facet.Ptz ptz) throws CameraException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; true; attempt++) {
                try {
                    ptz.stop();
                    return;
                } catch (CameraException e) {
                    if (attempt == STOPS || !e.kind().retryable()) {
                        throw e;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void stop(String id) throws CameraException, InterruptedException {
        steer(id, ptz -> {
            halt(ptz);
            return true;
        });
    }

    @Override
    public List<String> presets(String id) throws CameraException, InterruptedException {
        return ptz(id, ptz -> presets(ptz).stream().map(Facet.Ptz.Preset::name).toList());
    }

    @Override
    public void goTo(String id, String name) throws CameraException, InterruptedException {
        boolean found = ptz(id, ptz -> {
            var preset =
                    presets(ptz).stream().filter(p -> p.name().equals(name)).findFirst();
            if (preset.isPresent()) {
                ptz.goTo(preset.get().token());
            }
            return preset.isPresent();
        });
        if (!found) {
            throw new NoSuchElementException("the camera has no stored view '" + name + "'");
        }
    }

    private static List<Facet.Ptz.Preset> presets(Facet.Ptz ptz) throws CameraException, InterruptedException {
        List<Facet.Ptz.Preset> presets = ptz.presets();
        if (presets == null) {
            throw new DriverFault("the driver's list of stored views is null");
        }
        return presets.stream()
                .filter(p -> p != null && p.name() != null && p.token() != null)
                .limit(MOST_PRESETS)
                .toList();
    }

    @Override
    public ClockReading clock(String id) throws CameraException, InterruptedException {
        return visit(id, session -> reading(clock(session)));
    }

    @Override
    public ClockReading setClock(String id) throws CameraException, InterruptedException {
        return visit(id, session -> {
            Facet.Clock clock = clock(session);
            clock.set(now.get());
            return reading(clock);
        });
    }

    @Override
    public List<Check> verifyOn(String id) throws InterruptedException {
        Camera camera = camera(id);
        return drivers.verify(camera.vendor(), camera.endpoint(), cameras.credentials(id));
    }

    private ClockReading reading(Facet.Clock clock) throws CameraException, InterruptedException {
        Instant shown = clock.read();
        if (shown == null) {
            throw new DriverFault("the driver read no time");
        }
        return new ClockReading(shown, Duration.between(now.get(), shown));
    }

    private static Facet.Clock clock(CameraSession session) throws CameraException {
        return Login.ability(session, Facet.Clock.class)
                .orElseThrow(() -> new CameraException(
                        CameraException.Kind.UNSUPPORTED, "its driver cannot read the camera's clock"));
    }

    private <T> T ptz(String id, Motion<T> motion) throws CameraException, InterruptedException {
        camera(id);
        Optional<Text> obstacle = sharing.obstacle(id, Use.PTZ, now.get());
        if (obstacle.isPresent()) {
            throw new CameraException(
                    CameraException.Kind.UNSUPPORTED, obstacle.get().en());
        }
        return steer(id, motion);
    }

    /** Whether the owner shares that or not. */
    private <T> T steer(String id, Motion<T> motion) throws CameraException, InterruptedException {
        Camera camera = camera(id);
        return visit(
                id,
                session -> motion.with(Login.ability(Login.channel(session, camera.channel()), Facet.Ptz.class)
                        .orElseThrow(() -> new CameraException(
                                CameraException.Kind.UNSUPPORTED, "the camera cannot be moved by its driver"))));
    }

    private <T> T visit(String id, Login.Look<T> look) throws CameraException, InterruptedException {
        Camera camera = camera(id);
        return drivers.visit(camera.vendor(), camera.endpoint(), cameras.credentials(id), look);
    }

    private Camera camera(String id) {
        return cameras.find(id).orElseThrow(() -> new NoSuchElementException("there is no camera '" + id + "'"));
    }
}
