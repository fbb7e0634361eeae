package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.service.Drivers.Check;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A driver's trial on a device")
@Timeout(60)
class DeviceTrialTest {
    private static final Credentials LOGIN = new Credentials("operator", "right-password");
    private static final Endpoint DEVICE = Endpoint.parse("rtsp://127.0.0.1:8554/");

    private final ScheduledLoop loop = new ScheduledLoop();
    private final DriverBay bay = new DriverBay(
            loop,
            vendor -> new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10)),
            new FakeBundles().quarantine(),
            (device, then) -> then.run());

    @AfterEach
    void close() {
        bay.close();
        loop.close();
    }

    private List<Check> tried(FakeDriver driver) throws InterruptedException {
        bay.add(1, "acme", FakeBundles.bundle(1), 0, new DriverPort.Service() {
            @Override
            public FakeDriver get() {
                return driver;
            }

            @Override
            public void release() {}
        });
        return new DeviceTrial(bay.best("acme").orElseThrow(), DEVICE, LOGIN).run();
    }

    private static List<String> failures(List<Check> checks) {
        return checks.stream().filter(check -> !check.passed()).map(Check::rule).toList();
    }

    @Test
    @DisplayName("is passed by one that keeps its contract, rule by rule, and moves nothing")
    void passed() throws Exception {
        Able able = new Able();
        List<Check> checks = tried(able);
        assertEquals(List.of(), failures(checks));
        assertEquals(12, checks.size(), checks::toString);
        assertEquals(0, able.moves.get());
        assertEquals(0, able.sessionsOpen.get());
    }

    @Test
    @DisplayName("leaves out what the device does not have")
    void leavesOut() throws Exception {
        List<Check> checks = tried(new FakeDriver("/main"));
        assertEquals(List.of(), failures(checks));
        assertEquals(7, checks.size(), checks::toString);
    }

    @Test
    @DisplayName("gives a login that the device refuses once, and then never")
    void refused() throws Exception {
        FakeDriver refusing = new FakeDriver("/main") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException {
                opens.incrementAndGet();
                throw new CameraException(CameraException.Kind.UNAUTHORIZED, "refused");
            }
        };
        assertEquals(List.of("opens the device, with channels that have ids of their own"), failures(tried(refusing)));
        assertEquals(1, refusing.opens.get());
    }

    @Test
    @DisplayName("ends when a login that was good is refused")
    void refusedLater() throws Exception {
        FakeDriver changing = new FakeDriver("/main") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials)
                    throws CameraException, InterruptedException {
                if (opens.get() == 2) {
                    opens.incrementAndGet();
                    throw new CameraException(CameraException.Kind.UNAUTHORIZED, "refused");
                }
                return super.open(endpoint, credentials);
            }
        };
        tried(changing);
        assertEquals(3, changing.opens.get());
    }

    @Test
    @DisplayName("finds a password in an address, and does not repeat it")
    void passwordInAddress() throws Exception {
        List<Check> checks = tried(new Able() {
            @Override
            URI source() {
                return URI.create("rtsp://127.0.0.1:8554/main?pwd=" + LOGIN.password());
            }
        });
        assertEquals(
                "each source is on the device's own host, without the login",
                failures(checks).get(0));
        assertFalse(checks.toString().contains(LOGIN.password()), checks::toString);
    }

    @Test
    @DisplayName("finds an address on another host")
    void otherHost() throws Exception {
        List<Check> checks = tried(new Able() {
            @Override
            URI source() {
                return URI.create("rtsp://192.0.2.1/main");
            }
        });
        assertEquals(
                "each source is on the device's own host, without the login",
                failures(checks).get(0));
    }

    @Test
    @DisplayName("finds addresses that are others in each session")
    void unstable() throws Exception {
        AtomicInteger session = new AtomicInteger();
        List<Check> checks = tried(new Able() {
            @Override
            URI source() {
                return URI.create("rtsp://127.0.0.1:8554/main?session=" + session.incrementAndGet());
            }
        });
        assertEquals(List.of("names the same sources in the next session"), failures(checks));
    }

    @Test
    @DisplayName(
            "finds an ability that throws what it likes, and a picture that is none, without holding it against the driver")
    void brokenAbilities() throws Exception {
        List<Check> checks = tried(new Able() {
            @Override
            Instant time() {
                throw new IllegalStateException("no time");
            }

            @Override
            byte[] picture() {
                return "<html>Error</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
        });
        assertEquals(
                List.of("the clock can be read", "a still picture is a JPEG file of at most 4 MiB"), failures(checks));
        assertFalse(bay.isQuarantined("acme"));
    }

    @Test
    @DisplayName("leaves out what this device refuses although its like can do it")
    void refusedAbility() throws Exception {
        List<Check> checks = tried(new Able() {
            @Override
            Instant time() throws CameraException {
                throw new CameraException(CameraException.Kind.UNSUPPORTED, "no clock");
            }
        });
        assertEquals(List.of(), failures(checks));
        assertEquals(11, checks.size(), checks::toString);
    }

    /** A driver with every ability that is tried. */
    private static class Able extends FakeDriver {
        final AtomicInteger moves = new AtomicInteger();

        Able() {
            super("/main");
        }

        URI source() {
            return URI.create("rtsp://127.0.0.1:8554/main");
        }

        Instant time() throws CameraException {
            return Instant.EPOCH;
        }

        byte[] picture() {
            return new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
        }

        @Override
        CameraSession session(Endpoint endpoint) {
            Channel channel = new AbleChannel();
            Facet.Clock clock = this::time;
            Facet.Events events = onEvent -> new Line();
            return new CameraSession() {
                private boolean open = true;

                @Override
                public DeviceInfo device() {
                    return DeviceInfo.UNKNOWN;
                }

                @Override
                public List<Channel> channels() {
                    return List.of(channel);
                }

                @Override
                public <F extends Facet> Optional<F> facet(Class<F> type) {
                    return List.of(clock, events).stream()
                            .filter(type::isInstance)
                            .map(type::cast)
                            .findFirst();
                }

                @Override
                public void close() {
                    sessionsOpen.addAndGet(open ? -1 : 0);
                    open = false;
                }
            };
        }

        private final class AbleChannel implements Channel {
            @Override
            public String id() {
                return "1";
            }

            @Override
            public List<StreamProfile> profiles() {
                return List.of(new StreamProfile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264, 640, 360));
            }

            @Override
            public MediaSource source(StreamProfile profile) {
                return new MediaSource.Pull(Able.this.source());
            }

            @Override
            public <F extends Facet> Optional<F> facet(Class<F> type) {
                Facet.Snapshots snapshots = Able.this::picture;
                return List.of(snapshots, new Mover(), new Coded()).stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst();
            }
        }

        private final class Mover implements Facet.Ptz {
            @Override
            public void move(double pan, double tilt, double zoom) {
                moves.incrementAndGet();
            }

            @Override
            public void stop() {
                moves.incrementAndGet();
            }

            @Override
            public void goTo(String preset) {
                moves.incrementAndGet();
            }
        }

        private static final class Coded implements Facet.Encoding {
            @Override
            public Settings read(StreamProfile profile) {
                return new Settings(StreamProfile.Codec.H264, 640, 360, 25, 1000, 50);
            }

            @Override
            public void write(StreamProfile profile, Settings settings) {
                throw new IllegalStateException("a trial changes nothing");
            }
        }

        private static final class Line implements Facet.Events.Subscription {
            private final CompletableFuture<Void> ended = new CompletableFuture<>();

            @Override
            public CompletionStage<Void> ended() {
                return ended;
            }

            @Override
            public void close() {
                ended.complete(null);
            }
        }
    }
}
