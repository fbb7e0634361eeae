package id.pantau.vendor.axis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.Facet.Encoding.Settings;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.OnvifCamera;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisDriverTest {
    private static final Credentials LOGIN = new Credentials("root", "secret");
    private static final byte[] NOTHING = new byte[0];

    private final AxisDriver driver = new AxisDriver(Configurations.of(AxisConfiguration.class, Map.of()));
    private AxisCamera camera;
    private CameraSession session;

    @BeforeEach
    void open() throws Exception {
        camera = new AxisCamera(LOGIN);
        session = driver.open(camera.endpoint(), LOGIN);
    }

    @AfterEach
    void close() {
        session.close();
        camera.close();
    }

    private Channel first() {
        return session.channels().get(0);
    }

    private CameraSession again() throws Exception {
        session.close();
        session = driver.open(camera.endpoint(), LOGIN);
        return session;
    }

    private <F extends Facet> F of(Class<F> type) {
        return first().facet(type).or(() -> session.facet(type)).orElseThrow();
    }

    @Test
    void offersItsViewsWithTheirStreams() throws Exception {
        assertEquals(new DeviceInfo("AXIS", "M3085-V", AxisCamera.SERIAL), session.device());
        assertEquals(
                List.of("1", "2"), session.channels().stream().map(Channel::id).toList());
        assertEquals(
                List.of(
                        new StreamProfile("main", StreamProfile.Kind.MAIN, Codec.H264, 1920, 1080),
                        new StreamProfile("sub", StreamProfile.Kind.SUB, Codec.H264, 640, 360)),
                first().profiles());
        String main = "rtsp://127.0.0.1:8554/axis-media/media.amp?camera=1&videocodec=h264";
        assertEquals(pull(main), first().source(first().profiles().get(0)));
        assertEquals(
                pull(main + "&resolution=640x360"),
                first().source(first().profiles().get(1)));
    }

    private static MediaSource pull(String address) {
        return new MediaSource.Pull(URI.create(address));
    }

    @Test
    void aViewThatJoinsSourcesIsNoChannel() throws Exception {
        camera.put("Image.I1.Source=quad");
        assertEquals(List.of("1"), again().channels().stream().map(Channel::id).toList());
    }

    @Test
    void codesWhatBrowsersDoNotPlayOnlyWhereThereIsNothingElse() throws Exception {
        camera.put("Properties.Image.Format=jpeg,h265");
        assertEquals(Codec.H265, again().channels().get(0).profiles().get(0).codec());
        camera.put("Properties.Image.Format=jpeg,mjpeg", "Properties.Image.Resolution=1920x1080");
        List<StreamProfile> profiles = again().channels().get(0).profiles();
        assertEquals(1, profiles.size());
        assertEquals(
                pull("rtsp://127.0.0.1:8554/axis-media/media.amp?camera=1&videocodec=jpeg"),
                first().source(profiles.get(0)));
    }

    @Test
    void isKnownByWhatItTellsEverybodyWhateverItsRealm() throws Exception {
        try (AxisCamera renamed = new AxisCamera(LOGIN, "pier 3", new OnvifCamera(LOGIN))) {
            assertInstanceOf(ProbeResult.NeedsLogin.class, driver.probe(renamed.endpoint()));
            renamed.answer("/axis-cgi/basicdeviceinfo.cgi", Response.of(200, "text/html", "<html>".getBytes()));
            assertInstanceOf(ProbeResult.NotMine.class, driver.probe(renamed.endpoint()));
            assertEquals(0, renamed.logins());
        }
    }

    @Test
    void movesStopsAndGoesToStoredViews() throws Exception {
        Facet.Ptz ptz = of(Facet.Ptz.class);
        ptz.move(-1, 0.5, 3);
        assertCalled("camera=1&continuouspantiltmove=-100,50&continuouszoommove=100");
        ptz.stop();
        assertCalled("camera=1&continuouspantiltmove=0,0&continuouszoommove=0");
        assertEquals(
                List.of(
                        new Facet.Ptz.Preset("1", "Home"),
                        new Facet.Ptz.Preset("3", "Gate & pier"),
                        new Facet.Ptz.Preset("4", "")),
                ptz.presets());
        ptz.goTo("3");
        assertCalled("camera=1&gotoserverpresetno=3");
        assertTrue(session.channels().get(1).facet(Facet.Ptz.class).isEmpty());
    }

    private void assertCalled(String query) {
        assertEquals(
                "GET /axis-cgi/com/ptz.cgi?" + query + " ",
                camera.calls().get(camera.calls().size() - 1));
    }

    @Test
    void aRefusalInWordsIsOne() {
        Facet.Ptz ptz = of(Facet.Ptz.class);
        CameraException e = assertThrows(CameraException.class, () -> ptz.goTo("99"));
        assertEquals(Kind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("No such preset"), e.getMessage());
    }

    @Test
    void whatIsLockedDoesNotMove() throws Exception {
        camera.put("PTZ.ImageSource.I0.PTZEnabled=false");
        assertTrue(again().channels().get(0).facet(Facet.Ptz.class).isEmpty());
    }

    @Test
    void readsAndSetsTheClock() throws Exception {
        Facet.Clock clock = of(Facet.Clock.class);
        assertEquals(Instant.parse("2026-03-01T05:00:00Z"), clock.read());
        clock.set(Instant.parse("2026-03-01T06:00:00.5Z"));
        assertEquals(Instant.parse("2026-03-01T06:00:01Z"), camera.time());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'{\"error\":{\"code\":1100,\"message\":\"Internal error\"}}', PROTOCOL",
        "'{\"error\":{\"code\":2004,\"message\":\"Method not supported\"}}', UNSUPPORTED",
        "'{\"data\":{\"dateTime\":\"yesterday\"}}', PROTOCOL",
        "'[1]', PROTOCOL",
        "'{', PROTOCOL"
    })
    void aClockThatCannotBeReadIsAnError(String answer, Kind kind) {
        camera.answer("/axis-cgi/time.cgi", AxisCamera.json(answer));
        Facet.Clock clock = of(Facet.Clock.class);
        assertEquals(kind, assertThrows(CameraException.class, clock::read).kind());
    }

    @Test
    void changesHowAViewIsCoded() throws Exception {
        Facet.Encoding encoding = of(Facet.Encoding.class);
        StreamProfile main = first().profiles().get(0);
        assertEquals(new Settings(Codec.H264, 1920, 1080, 25, 4096, 50), encoding.read(main));
        Settings wanted = new Settings(Codec.H264, 1280, 720, 12, 2048, 24);
        encoding.write(main, wanted);
        assertEquals(wanted, encoding.read(main));
        assertEquals("23", camera.parameter("Image.I0.MPEG.PCount"));
        assertEquals("49", camera.parameter("Image.I1.MPEG.PCount"));
        assertEquals(12, encoding.read(first().profiles().get(1)).frameRate());
    }

    @Test
    void aRefusedChangeLeavesNothingChanged() {
        Facet.Encoding encoding = of(Facet.Encoding.class);
        StreamProfile main = first().profiles().get(0);
        Map<Settings, String> refused = Map.of(
                new Settings(Codec.H264, 1920, 1080, 12, 4096, 2000), "Error setting",
                new Settings(Codec.H264, 1920, 1088, 12, 4096, 50), "1920x1088",
                new Settings(Codec.H265, 1920, 1080, 12, 4096, 50), "codec");
        refused.forEach((wanted, why) -> {
            CameraException e = assertThrows(CameraException.class, () -> encoding.write(main, wanted));
            assertEquals(Kind.UNSUPPORTED, e.kind());
            assertTrue(e.getMessage().contains(why), e.getMessage());
            assertEquals("25", camera.parameter("Image.I0.Stream.FPS"));
            assertEquals("49", camera.parameter("Image.I0.MPEG.PCount"));
        });
    }

    @Test
    void theSubStreamIsSetWithTheMainStream() throws Exception {
        Facet.Encoding encoding = of(Facet.Encoding.class);
        StreamProfile sub = first().profiles().get(1);
        Settings now = encoding.read(sub);
        assertEquals(new Settings(Codec.H264, 640, 360, 25, 4096, 50), now);
        encoding.write(sub, now);
        Settings other = new Settings(Codec.H264, 640, 360, 25, 4096, 25);
        assertEquals(
                Kind.UNSUPPORTED,
                assertThrows(CameraException.class, () -> encoding.write(sub, other))
                        .kind());
    }

    @Test
    void aDistanceOfKeyPicturesThatFollowsTheSceneIsToldAtItsLongestAndMadeFixed() throws Exception {
        camera.put("Image.I0.MPEG.ZGopMode=dynamic", "Image.I0.Stream.FPS=0", "Image.I0.RateControl.Mode=vbr");
        Facet.Encoding encoding = of(Facet.Encoding.class);
        StreamProfile main = first().profiles().get(0);
        assertEquals(new Settings(Codec.H264, 1920, 1080, 50, 0, 300), encoding.read(main));
        encoding.write(main, new Settings(Codec.H264, 1920, 1080, 50, 3000, 50));
        assertEquals("fixed", camera.parameter("Image.I0.MPEG.ZGopMode"));
        assertEquals("0", camera.parameter("Image.I0.Stream.FPS"));
        assertEquals("mbr", camera.parameter("Image.I0.RateControl.Mode"));
        assertEquals(new Settings(Codec.H264, 1920, 1080, 50, 3000, 50), encoding.read(main));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "tns1:VideoSource/tnsaxis:Tampering, channel=2, tampering=1, TAMPERED, 2, MOMENT, ",
        "tnsaxis:CameraApplicationPlatform/VMD/Camera1Profile1, x=y, active=1, MOTION, 1, BEGUN, ",
        "tnsaxis:CameraApplicationPlatform/FenceGuard/Camera2Profile1, x=y, active=0, LINE_CROSSED, 2, ENDED, ",
        "tns1:VideoSource/MotionAlarm, Source=1, State=true, MOTION, 2, BEGUN, ",
        "tns1:Device/tnsaxis:IO/Port, port=3, state=1, ALARM_INPUT, '', BEGUN, 3",
        "tnsaxis:Storage/Disruption, disk_id=SD_DISK, disruption=1, STORAGE_FAILED, '', BEGUN, SD_DISK",
        "tns1:Device/tnsaxis:Casing/Open, Name=Door, Open=1, OTHER, '', BEGUN, tns1:Device/tnsaxis:Casing/Open"
    })
    void tellsEventsInThePlatformsWords(
            String topic,
            String source,
            String data,
            DeviceEvent.Kind kind,
            String channel,
            DeviceEvent.State state,
            String which)
            throws Exception {
        BlockingQueue<DeviceEvent> events = new LinkedBlockingQueue<>();
        Facet.Events.Subscription line = of(Facet.Events.class).subscribe(events::add);
        camera.onvif().notice(topic, source, data);
        DeviceEvent event = events.poll(10, TimeUnit.SECONDS);
        assertEquals(kind, event.kind());
        assertEquals(channel, event.channel());
        assertEquals(state, event.state());
        if (which != null) {
            assertEquals(which, event.source());
        }
        assertTrue(event.raw().contains(topic.substring(topic.lastIndexOf(':') + 1)), event.raw());
        line.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> camera.openConnections() == 0);
    }

    @Test
    void accountsOfOnvifThatDifferCostTheEventsAlone() throws Exception {
        try (AxisCamera other = new AxisCamera(
                LOGIN, "AXIS_" + AxisCamera.SERIAL, new OnvifCamera(new Credentials("onvif", "other")))) {
            try (CameraSession open = driver.open(other.endpoint(), LOGIN)) {
                Facet.Events events = open.facet(Facet.Events.class).orElseThrow();
                for (int i = 0; i < 2; i++) {
                    CameraException e = assertThrows(CameraException.class, () -> events.subscribe(event -> {}));
                    assertEquals(Kind.UNSUPPORTED, e.kind());
                    assertTrue(e.getMessage().contains("accounts of its own"), e.getMessage());
                }
                assertEquals(1, other.loginsRefused());
                assertEquals(2, open.channels().size());
            }
        }
    }

    @Test
    void hasNoEventsWithoutOnvif() throws Exception {
        camera.onvif().answer("GetSystemDateAndTime", Response.of(404, "text/html", NOTHING));
        again();
        assertTrue(session.facet(Facet.Events.class).isEmpty());
        assertFalse(session.channels().isEmpty());
    }

    @Test
    void aLoginThatIsShownNoViewIsAnErrorThatSaysSo() {
        camera.put("Image.I0.Enabled=no", "Image.I1.Enabled=no");
        CameraException e = assertThrows(CameraException.class, () -> driver.open(camera.endpoint(), LOGIN));
        assertEquals(Kind.PROTOCOL, e.kind());
        assertTrue(e.getMessage().contains("rights"), e.getMessage());
    }
}
