package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Reason;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A supervised camera")
class CameraSupervisorTest {
    private static final String GATE = "gate";
    private static final String GATE_SUB = City.sub(GATE);

    private City city;
    private FakeDriver driver;

    @BeforeEach
    void makeCity(@TempDir Path folder) {
        city = new City(folder);
        driver = new FakeDriver("/v1/").ofItsOwn();
    }

    private long playing() {
        city.register(GATE, "acme");
        long service = city.install("acme", driver);
        city.open().run(Duration.ofSeconds(15));
        assertEquals("live", city.status(GATE));
        return service;
    }

    @Test
    @DisplayName("is starting, then live once a picture arrived, and both are told")
    void becomesLive() {
        city.register(GATE, "acme");
        city.install("acme", driver);
        city.pulls.mute(GATE_SUB);
        city.open();
        assertEquals(Optional.of(Reason.STARTING), city.reason(GATE));

        city.pulls.mend(GATE_SUB);
        city.run(Duration.ofSeconds(2));

        assertEquals("live", city.status(GATE));
        assertEquals(List.of("live"), city.statusFacts(GATE));
        assertEquals(City.LOGIN, city.pulls.opened(GATE_SUB).get(0).credentials);
        assertEquals(0, driver.sessionsOpen.get(), "a session of the driver stayed open");
        assertEquals(1, city.hub.stats(GATE).connections());
        assertEquals(320, city.hub.stats(GATE).width());
    }

    @Test
    @DisplayName("is pulled from its substream, and from its main stream when only that is H.264")
    void prefersTheSubstream() {
        city.register(GATE, "acme");
        city.install("acme", new FakeDriver("/v1/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                return List.of(channel(
                        endpoint,
                        List.of(
                                profile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264),
                                profile("sub", StreamProfile.Kind.SUB, StreamProfile.Codec.H265))));
            }
        });
        city.open().run(Duration.ofSeconds(2));
        assertEquals(List.of("/v1/main"), paths());
    }

    @Test
    @DisplayName("is pulled as H.265 where it has nothing better, else as single pictures, over HTTP too")
    void takesWhatThereIs() {
        city.register(GATE, "acme");
        city.register("mole", "jpeg");
        city.install("acme", driver(StreamProfile.Codec.H265));
        city.install("jpeg", webCamera(StreamProfile.Codec.MJPEG));
        city.open().run(Duration.ofSeconds(2));
        assertEquals(Set.of("/v1/main", "/video.mjpg"), Set.copyOf(paths()));
        assertEquals(Optional.empty(), city.reason(GATE));
        assertEquals(Optional.empty(), city.reason("mole"));
    }

    @Test
    @DisplayName("whose driver names an HTTP address for video is not pulled")
    void takesNoVideoOverHttp() {
        city.register("mole", "jpeg");
        city.install("jpeg", webCamera(StreamProfile.Codec.H264));
        city.open().run(Duration.ofSeconds(2));
        assertEquals(List.of(), paths());
        assertEquals(Optional.of(Reason.PROTOCOL_ERROR), city.reason("mole"));
    }

    private static FakeDriver webCamera(StreamProfile.Codec codec) {
        return new FakeDriver("/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                return List.of(channel(endpoint, List.of(profile("main", StreamProfile.Kind.MAIN, codec))));
            }

            @Override
            MediaSource source(Endpoint endpoint, StreamProfile profile) {
                return new MediaSource.Pull(URI.create("http://" + endpoint.host() + "/video.mjpg"));
            }
        };
    }

    private static FakeDriver driver(StreamProfile.Codec codec) {
        return new FakeDriver("/v1/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                return List.of(channel(endpoint, List.of(profile("main", StreamProfile.Kind.MAIN, codec))));
            }
        };
    }

    @Test
    @DisplayName("that refuses the login at its stream gets one attempt, and the next when somebody changes it")
    void locksOutAtTheStream() {
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNAUTHORIZED);
        Camera camera = city.register(GATE, "acme");
        long first = city.install("acme", driver);
        city.open().run(Duration.ofMinutes(10));
        city.uninstall(first);
        city.install("acme", new FakeDriver("/v1/"));
        city.run(Duration.ofMinutes(10));

        assertEquals(Optional.of(Reason.UNAUTHORIZED), city.reason(GATE));
        assertEquals(1, city.pulls.opened().size());

        city.pulls.mend(GATE_SUB);
        city.cameras.put(camera, new Credentials("viewer", "the right one"));
        city.hub.changed(camera);
        city.run(Duration.ofSeconds(2));
        assertEquals("live", city.status(GATE));
        assertEquals("the right one", city.pulls.opened().get(1).credentials.password());
    }

    @Test
    @DisplayName("that refuses the driver's login gets one attempt")
    void locksOutAtTheDriver() {
        city.register(GATE, "acme");
        FakeDriver refused = new FakeDriver("/v1/") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException {
                opens.incrementAndGet();
                throw new CameraException(
                        CameraException.Kind.UNAUTHORIZED,
                        "401 for " + credentials.password() + " at http://" + endpoint.host() + "/login");
            }
        };
        city.install("acme", refused);
        city.open().run(Duration.ofMinutes(10));

        assertEquals(Optional.of(Reason.UNAUTHORIZED), city.reason(GATE));
        assertEquals(1, refused.opens.get());
        String detail = city.hub.state(GATE).orElseThrow().detail();
        assertEquals("401 for (password) at (address)", detail);
    }

    @Test
    @DisplayName("is tried at most 2 s apart in the first minute of an outage, then at most 30 s, for ever")
    void backsOff() {
        playing();
        long start = city.loop.nanos();
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofHours(1));

        long[] attempts = city.pulls.opened(GATE_SUB).stream()
                .skip(1)
                .mapToLong(pull -> pull.openedAt - start)
                .toArray();
        LongStream gaps = LongStream.range(1, attempts.length)
                .filter(i -> attempts[(int) i] < Duration.ofMinutes(1).toNanos())
                .map(i -> attempts[(int) i] - attempts[(int) i - 1]);
        assertTrue(gaps.max().orElseThrow() <= Duration.ofMillis(2_100).toNanos(), "a gap in the first minute");
        long latest = LongStream.range(1, attempts.length)
                .map(i -> attempts[(int) i] - attempts[(int) i - 1])
                .max()
                .orElseThrow();
        assertTrue(latest <= Duration.ofSeconds(31).toNanos(), "a gap later");
        assertTrue(latest >= Duration.ofSeconds(10).toNanos(), "attempts never became rarer");
        assertTrue(Duration.ofHours(1).toNanos() - attempts[attempts.length - 1]
                < Duration.ofSeconds(31).toNanos());
        assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));

        city.pulls.mend(GATE_SUB);
        city.run(Duration.ofSeconds(31));
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("that is down for 20 s is live again within 2 s of coming back, without asking its driver")
    void returnsQuickly() {
        playing();
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.ENDED);
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofSeconds(20));
        assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));

        city.pulls.mend(GATE_SUB);
        city.run(Duration.ofMillis(2_500));
        assertEquals("live", city.status(GATE));
        assertEquals(1, driver.opens.get());
    }

    @Test
    @DisplayName("that is said to be back is tried at once, and is left alone while it plays")
    void isRetried() {
        playing();
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofMinutes(10));
        city.pulls.mend(GATE_SUB);
        city.hub.returned(GATE);
        city.run(Duration.ofMillis(500));
        assertEquals("live", city.status(GATE));

        int opened = city.pulls.opened().size();
        city.hub.returned(GATE);
        city.hub.returned("nobody");
        city.run(Duration.ofSeconds(5));
        assertEquals(opened, city.pulls.opened().size());
    }

    @Test
    @DisplayName("that stops sending pictures on an open connection has no video, and is pulled again")
    void noticesSilence() {
        playing();
        city.pulls.mute(GATE_SUB);
        city.run(Duration.ofSeconds(10));
        assertEquals(Optional.of(Reason.NO_VIDEO), city.reason(GATE));
        assertTrue(city.pulls.opened(GATE_SUB).get(0).over, "the silent connection stays open");

        city.pulls.mend(GATE_SUB);
        city.run(Duration.ofSeconds(40));
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("whose server hangs up before it plays is unreachable, as if nobody were there")
    void noticesThatNobodyAnswers() {
        playing();
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.ENDED);
        city.run(Duration.ofSeconds(30));
        assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));
    }

    @Test
    @DisplayName("keeps its connection when it is moved on the map, and gets a new one for a new login or address")
    void reactsToTheRegistry() {
        Camera camera = city.register(GATE, "acme");
        playing();
        city.hub.changed(camera);
        city.run(Duration.ofSeconds(5));
        assertEquals(1, city.pulls.opened().size());

        city.cameras.put(camera, new Credentials("viewer", "another"));
        city.hub.changed(camera);
        city.run(Duration.ofSeconds(5));
        assertEquals(2, city.pulls.opened().size());
        assertTrue(city.pulls.opened().get(0).over);

        Camera moved = FakeCameras.camera(GATE, "acme", "rtsp://elsewhere.example/");
        city.cameras.put(moved, City.LOGIN);
        city.hub.changed(moved);
        city.run(Duration.ofSeconds(5));
        assertEquals("elsewhere.example", city.pulls.opened().get(2).uri.getHost());
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("that is removed is hung up on and unknown; one whose news went astray is found within a minute")
    void followsTheRoll() {
        playing();
        city.cameras.forget(GATE);
        city.hub.removed(GATE);
        city.run(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), city.hub.state(GATE));
        assertTrue(city.pulls.opened().get(0).over);

        city.register("quiet", "acme");
        city.run(Duration.ofMinutes(1));
        assertEquals("live", city.status("quiet"));
    }

    private List<String> paths() {
        return city.pulls.opened().stream().map(pull -> pull.uri.getPath()).toList();
    }

    @Nested
    @DisplayName("whose driver is swapped")
    class Swapped {

        @Test
        @DisplayName("keeps its connection when the next driver names the same address")
        void keepsItsConnection() {
            long service = playing();
            FakeDriver next = new FakeDriver("/v1/");
            city.uninstall(service);
            city.run(Duration.ofSeconds(20));
            city.install("acme", next);
            city.run(Duration.ofMinutes(2));

            assertEquals(1, city.pulls.opened().size());
            assertEquals(1, next.opens.get(), "the new driver is asked once");
            assertEquals(List.of("live"), city.statusFacts(GATE));
        }

        @Test
        @DisplayName("is pulled from the other address that the next driver names")
        void followsTheAddress() {
            long service = playing();
            city.uninstall(service);
            city.install("acme", new FakeDriver("/v2/"));
            city.run(Duration.ofSeconds(2));

            assertEquals(List.of("/v1/sub", "/v2/sub"), paths());
            assertTrue(city.pulls.opened().get(0).over);
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("follows a better driver of its make that comes in addition")
        void followsTheRanking() {
            playing();
            city.install("acme", 10, new FakeDriver("/v2/"));
            city.run(Duration.ofSeconds(2));
            assertEquals(List.of("/v1/sub", "/v2/sub"), paths());
        }

        @Test
        @DisplayName("plays on while the next driver fails, and follows it once it answers")
        void outlivesABrokenDriver() {
            long service = playing();
            city.uninstall(service);
            FakeDriver broken = new FakeDriver("/v2/") {
                @Override
                public CameraSession open(Endpoint endpoint, Credentials credentials)
                        throws CameraException, InterruptedException {
                    if (opens.get() < 3) {
                        opens.incrementAndGet();
                        throw new IllegalStateException("not yet");
                    }
                    return super.open(endpoint, credentials);
                }
            };
            city.install("acme", broken);
            city.run(Duration.ofSeconds(2));
            assertEquals(List.of("/v1/sub"), paths());
            assertEquals("live", city.status(GATE));

            city.run(Duration.ofMinutes(2));
            assertEquals(List.of("/v1/sub", "/v2/sub"), paths());
        }

        @Test
        @DisplayName("has no driver after the grace, and is live within 2 s of the next one")
        void losesItsDriver() {
            long service = playing();
            city.uninstall(service);
            city.run(City.GRACE.minusSeconds(1));
            assertEquals("live", city.status(GATE));
            assertFalse(city.pulls.opened().get(0).over);

            city.run(Duration.ofSeconds(2));
            assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
            assertTrue(city.pulls.opened().get(0).over);
            city.run(Duration.ofHours(1));
            assertEquals(1, city.pulls.opened().size());

            city.install("acme", driver);
            city.run(Duration.ofSeconds(2));
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("is pulled again without its driver when the camera fails during the grace")
        void retriesDuringTheGrace() {
            long service = playing();
            city.uninstall(service);
            city.pulls.fail(GATE_SUB, RtspFailure.Kind.ENDED);
            city.pulls.mend(GATE_SUB);
            city.run(Duration.ofSeconds(3));
            assertEquals("live", city.status(GATE));
            assertEquals(2, city.pulls.opened().size());
        }

        @Test
        @DisplayName("counts the grace anew for every absence")
        void countsTheGraceAnew() {
            long service = playing();
            for (int swap = 0; swap < 5; swap++) {
                city.uninstall(service);
                city.run(City.GRACE.minusSeconds(5));
                service = city.install("acme", new FakeDriver("/v1/"));
                city.run(Duration.ofSeconds(5));
            }
            assertEquals(1, city.pulls.opened().size());
        }

        @Test
        @DisplayName("is starting while its driver may yet come, and then has none")
        void waitsForItsFirstDriver() {
            city.register(GATE, "acme");
            city.open().run(City.GRACE.minusSeconds(2));
            assertEquals(Optional.of(Reason.STARTING), city.reason(GATE));
            city.run(Duration.ofSeconds(3));
            assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
        }
    }

    static Stream<Arguments> badDrivers() {
        return Stream.of(
                Arguments.of("that throws a RuntimeException", new FakeDriver("/v1/") {
                    @Override
                    public CameraSession open(Endpoint endpoint, Credentials credentials) {
                        throw new IllegalStateException("boom");
                    }
                }),
                Arguments.of("that lacks a class", new FakeDriver("/v1/") {
                    @Override
                    public CameraSession open(Endpoint endpoint, Credentials credentials) {
                        throw new NoClassDefFoundError("com/acme/Sdk");
                    }
                }),
                Arguments.of("that opens no session", new FakeDriver("/v1/") {
                    @Override
                    public CameraSession open(Endpoint endpoint, Credentials credentials) {
                        return null;
                    }
                }),
                Arguments.of("without channels", new FakeDriver("/v1/") {
                    @Override
                    List<Channel> channels(Endpoint endpoint) {
                        return List.of();
                    }
                }),
                Arguments.of("whose source is null", new FakeDriver("/v1/") {
                    @Override
                    MediaSource source(Endpoint endpoint, StreamProfile profile) {
                        return null;
                    }
                }),
                Arguments.of("whose source is on another host", new FakeDriver("/v1/") {
                    @Override
                    MediaSource source(Endpoint endpoint, StreamProfile profile) {
                        return new MediaSource.Pull(URI.create("rtsp://attacker.example/v1/sub"));
                    }
                }),
                Arguments.of("whose source has credentials", new FakeDriver("/v1/") {
                    @Override
                    MediaSource source(Endpoint endpoint, StreamProfile profile) {
                        return new MediaSource.Pull(URI.create("rtsp://a:b@" + endpoint.host() + "/v1/sub"));
                    }
                }),
                Arguments.of("whose source is a file", new FakeDriver("/v1/") {
                    @Override
                    MediaSource source(Endpoint endpoint, StreamProfile profile) {
                        return new MediaSource.Pull(URI.create("file://" + endpoint.host() + "/etc/passwd"));
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badDrivers")
    @DisplayName("has a protocol error, alone, and soon no driver any more, with a driver")
    void badDriverHurtsOnlyItsOwn(String name, FakeDriver bad) {
        city.register(GATE, "acme");
        city.register("broken", "shoddy");
        city.install("acme", driver);
        city.install("shoddy", 100, bad);
        city.open().run(Duration.ofSeconds(2));

        assertEquals(Optional.of(Reason.PROTOCOL_ERROR), city.reason("broken"));
        assertFalse(city.hub.state("broken").orElseThrow().detail().isEmpty());
        city.run(Duration.ofMinutes(2));
        assertEquals(Optional.of(Reason.NO_DRIVER), city.reason("broken"));
        assertEquals("live", city.status(GATE));
        assertEquals(1, city.pulls.opened().size());
    }

    @Test
    @DisplayName("is not touched when the driver of other cameras is swapped 20 times")
    void swapsHurtNobodyElse() {
        for (int i = 0; i < 30; i++) {
            city.register("cam" + i, i < 25 ? "acme" : "shoddy");
        }
        city.install("acme", driver);
        long service = city.install("shoddy", new FakeDriver("/v1/"));
        city.open().run(Duration.ofSeconds(15));
        for (int swap = 0; swap < 20; swap++) {
            city.uninstall(service);
            city.run(swap % 2 == 0 ? Duration.ofSeconds(2) : City.GRACE.plusSeconds(2));
            service = city.install("shoddy", new FakeDriver(swap % 3 == 0 ? "/v2/" : "/v1/"));
            city.run(Duration.ofSeconds(5));
        }
        for (int i = 0; i < 30; i++) {
            assertEquals("live", city.status("cam" + i));
            assertEquals(i < 25, city.hub.stats("cam" + i).connections() == 1, "cam" + i);
        }
        assertEquals(25, driver.opens.get());
    }

    @Test
    @DisplayName("waits its turn when a power cut ends for all at once")
    void connectsAtABoundedRate(@TempDir Path folder) {
        City large = new City(folder, 20);
        large.install("acme", driver);
        for (int i = 0; i < 100; i++) {
            large.register("cam" + i, "acme");
        }
        large.open();
        for (int second = 1; second <= 4; second++) {
            large.run(Duration.ofSeconds(1));
            assertTrue(large.pulls.opened().size() <= 20 * second + 1, "in second " + second);
        }
        large.run(Duration.ofSeconds(2));
        assertEquals(100, large.pulls.opened().size());
    }

    @Nested
    @DisplayName("whose driver misbehaves")
    class Misbehaving {
        private boolean broken = true;
        private final FakeDriver wild = new FakeDriver("/v1/") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials)
                    throws CameraException, InterruptedException {
                if (broken && opens.incrementAndGet() > 0) {
                    throw new NullPointerException("wild");
                }
                return super.open(endpoint, credentials);
            }
        };

        @Test
        @DisplayName("is without driver within 10 s of its first failure, which is told, while others lose nothing")
        void quarantined() {
            city.register(GATE, "wild");
            city.register("mole", "acme");
            city.install("wild", wild);
            city.install("acme", driver);
            city.open().run(Duration.ofSeconds(10));

            assertEquals(5, wild.opens.get());
            assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
            assertEquals(
                    "the driver wild is in quarantine (vendor:list)",
                    city.hub.state(GATE).orElseThrow().detail());
            await().until(() -> city.bundles.stopped.equals(List.of(1L)));
            assertEquals(List.of("live"), city.statusFacts("mole"));
            assertEquals(1, city.pulls.opened(City.sub("mole")).size());

            city.run(Duration.ofHours(1));
            assertEquals(5, wild.opens.get(), "a driver in quarantine was called");
        }

        @Test
        @DisplayName("is live again once the driver is tried again and behaves")
        void retried() throws Exception {
            city.register(GATE, "wild");
            city.install("wild", wild);
            city.open().run(Duration.ofSeconds(10));
            await().until(() -> !city.bundles.stopped.isEmpty());
            broken = false;
            city.bay.retry("wild");
            city.install("wild", wild);
            city.run(Duration.ofSeconds(3));
            assertEquals("live", city.status(GATE));
        }
    }
}
