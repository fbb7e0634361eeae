package id.pantau.vendor.onvif;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.OnvifCamera;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnvifDriverTest {
    private static final Credentials LOGIN = new Credentials("operator", "s3cret-pass");
    private static final byte[] NOTHING = new byte[0];

    private final OnvifDriver driver = new OnvifDriver(Configurations.of(OnvifConfiguration.class, Map.of()));
    private OnvifCamera camera;

    @AfterEach
    void unplug() {
        if (camera != null) {
            camera.close();
        }
    }

    private CameraSession open(Manner manner) throws Exception {
        camera = new OnvifCamera(manner);
        return driver.open(camera.endpoint(), LOGIN);
    }

    @Test
    @DisplayName("a recorder has a channel for each of its cameras, each with its main and sub stream")
    void recorder() throws Exception {
        try (CameraSession session = open(Manner.of(LOGIN).withChannels(3))) {
            assertEquals(new DeviceInfo("Acme", "Dome 3", "A-0001"), session.device());
            assertEquals(
                    List.of("vs1", "vs2", "vs3"),
                    session.channels().stream().map(Channel::id).toList());
            for (Channel channel : session.channels()) {
                assertEquals(
                        List.of(
                                new StreamProfile("main", StreamProfile.Kind.MAIN, Codec.H264, 640, 360),
                                new StreamProfile("sub", StreamProfile.Kind.SUB, Codec.H264, 320, 180)),
                        channel.profiles());
            }
        }
    }

    @Test
    @DisplayName("host and port alone are asked at the usual path")
    void hostAndPort() throws Exception {
        camera = new OnvifCamera(LOGIN);
        Endpoint bare = Endpoint.parse("127.0.0.1:" + camera.endpoint().port(0));
        assertInstanceOf(ProbeResult.NeedsLogin.class, driver.probe(bare));
        try (CameraSession session = driver.open(bare, LOGIN)) {
            MediaSource.Pull pull = (MediaSource.Pull) source(session.channels().get(0));
            assertEquals("127.0.0.1", pull.uri().getHost());
            assertEquals("/main", pull.uri().getPath());
        }
    }

    private static MediaSource source(Channel channel) throws Exception {
        return channel.source(channel.profiles().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp://127.0.0.1:%d/ch1", "http://127.0.0.1:%d/video.mjpg"})
    @DisplayName("an address that says that it is something else is not even connected to")
    void otherAddress(String address) throws Exception {
        camera = new OnvifCamera(LOGIN);
        Endpoint other = Endpoint.parse(String.format(address, camera.endpoint().port(0)));
        assertInstanceOf(ProbeResult.NotMine.class, driver.probe(other));
        assertEquals(List.of(), camera.calls());
    }

    @Test
    @DisplayName("where the second media service fails, the first is used")
    void fallsBack() throws Exception {
        camera = new OnvifCamera(LOGIN);
        camera.answer("/onvif/media2 GetProfiles", Response.of(500, "text/plain", NOTHING));
        try (CameraSession session = driver.open(camera.endpoint(), LOGIN)) {
            assertEquals(
                    "/main",
                    ((MediaSource.Pull) source(session.channels().get(0))).uri().getPath());
        }
    }

    @Test
    @DisplayName("moves, stops, lists stored views and goes to one")
    void moves() throws Exception {
        try (CameraSession session = open(Manner.of(LOGIN))) {
            Facet.Ptz ptz = facet(session, Facet.Ptz.class);
            ptz.move(0.5, -7, 0);
            ptz.stop();
            assertEquals(
                    List.of(new Facet.Ptz.Preset("p1", "Gate"), new Facet.Ptz.Preset("p2", "Street & port")),
                    ptz.presets());
            ptz.goTo("p2");
            assertTrue(
                    camera.calls()
                            .containsAll(List.of(
                                    "ContinuousMove ProfileToken=ch1-sub PanTilt=0.5,-1 Zoom=0,",
                                    "Stop ProfileToken=ch1-sub PanTilt=true Zoom=true",
                                    "GotoPreset ProfileToken=ch1-sub PresetToken=p2")),
                    camera.calls()::toString);
        }
    }

    private static <F extends Facet> F facet(CameraSession session, Class<F> type) {
        return session.facet(type)
                .or(() -> session.channels().get(0).facet(type))
                .orElseThrow();
    }

    @Test
    @DisplayName("gets a still picture with the login")
    void snapshot() throws Exception {
        try (CameraSession session = open(Manner.of(LOGIN))) {
            byte[] jpeg = facet(session, Facet.Snapshots.class).jpeg();
            assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xD8}, new byte[] {jpeg[0], jpeg[1]});
            assertEquals(0, camera.loginsRefused());
        }
    }

    @Test
    @DisplayName("reads and sets a clock that is wrong")
    void clock() throws Exception {
        try (CameraSession session = open(Manner.of(LOGIN).withClock(Duration.ofHours(8)))) {
            Facet.Clock clock = facet(session, Facet.Clock.class);
            Duration wrong = Duration.between(Instant.now(), clock.read());
            assertTrue(wrong.compareTo(Duration.ofHours(7)) > 0, wrong::toString);
            clock.set(Instant.now());
            assertTrue(camera.clockAhead().abs().compareTo(Duration.ofSeconds(2)) < 0, camera.clockAhead()::toString);
        }
    }

    @ParameterizedTest(name = "second media service: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("reads how a stream is coded and changes it")
    void encoding(boolean media2) throws Exception {
        try (CameraSession session =
                open(media2 ? Manner.of(LOGIN) : Manner.of(LOGIN).withoutMedia2())) {
            Facet.Encoding encoding = facet(session, Facet.Encoding.class);
            StreamProfile main = session.channels().get(0).profiles().get(0);
            assertEquals(new Facet.Encoding.Settings(Codec.H264, 640, 360, 25, 2048, 50), encoding.read(main));
            Facet.Encoding.Settings wanted = new Facet.Encoding.Settings(Codec.H264, 320, 180, 15, 1024, 30);
            encoding.write(main, wanted);
            assertEquals(wanted, encoding.read(main));
            assertEquals("1024", camera.encoder("enc1-main").get("BitrateLimit"));
            assertEquals("512", camera.encoder("enc1-sub").get("BitrateLimit"));
        }
    }

    @ParameterizedTest(name = "{0} {1}x{2} {3}/s gop {4}")
    @CsvSource({"H264,640,360,25,401", "H264,641,360,25,50", "H264,640,360,26,50", "H265,640,360,25,50"})
    @DisplayName("what the device does not allow is refused, and nothing is written")
    void encodingRefused(Codec codec, int width, int height, double rate, int gop) throws Exception {
        try (CameraSession session = open(Manner.of(LOGIN))) {
            Facet.Encoding encoding = facet(session, Facet.Encoding.class);
            StreamProfile main = session.channels().get(0).profiles().get(0);
            Facet.Encoding.Settings wanted = new Facet.Encoding.Settings(codec, width, height, rate, 2048, gop);
            CameraException e = assertThrows(CameraException.class, () -> encoding.write(main, wanted));
            assertEquals(CameraException.Kind.UNSUPPORTED, e.kind());
            assertTrue(camera.calls().stream().noneMatch(call -> call.startsWith("Set")), camera.calls()::toString);
        }
    }

    @Test
    @DisplayName("events come with the channel, in the platform's words and by the platform's clock")
    void events() throws Exception {
        BlockingQueue<DeviceEvent> seen = new LinkedBlockingQueue<>();
        try (CameraSession session = open(Manner.of(LOGIN).withChannels(2).withClock(Duration.ofDays(-400)))) {
            Facet.Events.Subscription subscription =
                    facet(session, Facet.Events.class).subscribe(seen::add);
            camera.notice(
                    "tns1:RuleEngine/CellMotionDetector/Motion", "VideoSourceConfigurationToken=vsc2", "IsMotion=true");
            DeviceEvent event = seen.poll(10, TimeUnit.SECONDS);
            assertEquals(DeviceEvent.Kind.MOTION, event.kind());
            assertEquals(DeviceEvent.State.BEGUN, event.state());
            assertEquals("vs2", event.channel());
            Duration age = Duration.between(event.at(), Instant.now()).abs();
            assertTrue(age.compareTo(Duration.ofSeconds(30)) < 0, age::toString);
            assertTrue(event.raw().contains("\"IsMotion\":true"), event.raw());
            subscription.close();
            subscription.close();
            assertTrue(subscription.ended().toCompletableFuture().isDone());
            await().until(() -> camera.calls().contains("Unsubscribe"));
        }
    }

    @Test
    @DisplayName("a subscription that the device ends is told, and that it is worth another try")
    void eventsEnd() throws Exception {
        try (CameraSession session = open(Manner.of(LOGIN))) {
            Facet.Events.Subscription subscription =
                    facet(session, Facet.Events.class).subscribe(event -> {});
            camera.answer("PullMessages", Response.of(500, "text/plain", NOTHING));
            camera.notice("tns1:VideoSource/MotionAlarm", "Source=vs1", "State=false");
            CompletionException e = assertThrows(
                    CompletionException.class,
                    () -> subscription
                            .ended()
                            .toCompletableFuture()
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join());
            assertTrue(
                    assertInstanceOf(CameraException.class, e.getCause()).kind().retryable());
        }
    }

    @Test
    @DisplayName("a broken certificate pin is refused by name")
    void pins() {
        OnvifConfigurationCheck check = new OnvifConfigurationCheck();
        String good = "10.0.0.7=" + "AB:".repeat(31) + "AB";
        assertTrue(check.problem(Map.of("certificatePins", List.of(good))).isEmpty());
        assertTrue(check.problem(Map.of("certificatePins", List.of(good, "10.0.0.8=AB:CD")))
                .orElse("")
                .contains("10.0.0.8=AB:CD"));
    }
}
