package id.pantau.vendor.uniview;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UniviewDriverTest {
    private static final Credentials LOGIN = new Credentials("admin", "secret");

    private final UniviewDriver driver = new UniviewDriver(Configurations.of(UniviewConfiguration.class, Map.of()));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private UniviewDevice plugged(UniviewDevice device) {
        open.add(device);
        return device;
    }

    private CameraSession session(UniviewDevice device) throws Exception {
        CameraSession session = driver.open(device.endpoint(), LOGIN);
        open.add(session);
        return session;
    }

    private static <F extends Facet> F of(CameraSession session, Class<F> type) {
        return session.channels()
                .get(0)
                .facet(type)
                .or(() -> session.facet(type))
                .orElseThrow();
    }

    private static String address(Channel channel, int profile) throws Exception {
        MediaSource source = channel.source(channel.profiles().get(profile));
        return assertInstanceOf(MediaSource.Pull.class, source).uri().toString();
    }

    @Test
    void offersTheStreamsOfACameraAtThePortThatOnvifTells() throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN));
        CameraSession session = session(camera);
        assertEquals(new DeviceInfo("Uniview", "IPC2124LE", "210235TSK"), session.device());
        Channel only = session.channels().get(0);
        assertEquals("1", only.id());
        assertEquals(
                List.of(
                        new StreamProfile("main", StreamProfile.Kind.MAIN, Codec.H265, 2560, 1440),
                        new StreamProfile("sub", StreamProfile.Kind.SUB, Codec.H264, 640, 360)),
                only.profiles());
        String host = "rtsp://127.0.0.1:" + camera.onvif().rtspPort();
        assertEquals(host + "/media/video1", address(only, 0));
        assertEquals(host + "/media/video2", address(only, 1));
    }

    @Test
    void aRecorderHasAChannelForEachCameraThatWasPutThereEvenWhenItIsAway() throws Exception {
        UniviewDevice recorder = plugged(UniviewDevice.recorder(LOGIN));
        CameraSession session = session(recorder);
        assertEquals(
                List.of("1", "2"), session.channels().stream().map(Channel::id).toList());
        Channel away = session.channels().get(1);
        assertEquals(
                new StreamProfile("main", StreamProfile.Kind.MAIN, Codec.UNKNOWN, 0, 0),
                away.profiles().get(0));
        assertTrue(away.facet(Facet.Encoding.class).isEmpty());
        String host = "rtsp://127.0.0.1:" + recorder.onvif().rtspPort();
        assertEquals(host + "/unicast/c2/s1/live", address(away, 1));
        assertEquals(host + "/unicast/c1/s0/live", address(session.channels().get(0), 0));
    }

    @Test
    void turnsTheCameraThatIsMeant() throws Exception {
        UniviewDevice recorder = plugged(UniviewDevice.recorder(LOGIN));
        Facet.Ptz ptz =
                session(recorder).channels().get(1).facet(Facet.Ptz.class).orElseThrow();
        ptz.move(0.5, -1, 0);
        ptz.goTo("p2");
        assertTrue(
                recorder.onvif()
                        .calls()
                        .containsAll(List.of(
                                "ContinuousMove ProfileToken=ch2-sub PanTilt=0.5,-1 Zoom=0,",
                                "GotoPreset ProfileToken=ch2-sub PresetToken=p2")),
                recorder.onvif().calls()::toString);
    }

    @Test
    void tellsEventsOfTheChannelThatIsMeant() throws Exception {
        UniviewDevice recorder = plugged(UniviewDevice.recorder(LOGIN));
        BlockingQueue<DeviceEvent> events = new LinkedBlockingQueue<>();
        Facet.Events.Subscription line =
                of(session(recorder), Facet.Events.class).subscribe(events::add);
        recorder.onvif().notice("tns1:VideoSource/MotionAlarm", "Source=vs2", "State=true");
        DeviceEvent event = events.poll(10, TimeUnit.SECONDS);
        assertEquals(DeviceEvent.Kind.MOTION, event.kind());
        assertEquals(DeviceEvent.State.BEGUN, event.state());
        assertEquals("2", event.channel());
        assertTrue(event.raw().contains("MotionAlarm"), event.raw());
        line.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> recorder.openConnections() == 0);
    }

    @Test
    void worksWithoutOnvif() throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN));
        camera.onvif().answer("GetSystemDateAndTime", Response.of(404, "text/html", new byte[0]));
        CameraSession session = session(camera);
        assertEquals("rtsp://127.0.0.1/media/video1", address(session.channels().get(0), 0));
        assertEquals((byte) 0xD8, of(session, Facet.Snapshots.class).jpeg()[1]);
        assertTrue(session.facet(Facet.Events.class).isEmpty());
        assertTrue(session.channels().get(0).facet(Facet.Ptz.class).isEmpty());
        Facet.Clock clock = of(session, Facet.Clock.class);
        assertEquals(Instant.parse("2026-03-01T05:00:00Z"), clock.read());
        clock.set(Instant.parse("2026-03-01T06:00:00.5Z"));
        assertTrue(camera.time().contains("\"DeviceTime\":1772344801"), camera.time());
        assertTrue(camera.time().contains("\"TimeZone\":\"GMT+07:00\""), camera.time());
    }

    @Test
    void aLoginThatOnvifRefusesIsGivenToItOnceForAllSessions() throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN, new Credentials("onvif", "other")));
        for (int i = 0; i < 3; i++) {
            CameraSession session = session(camera);
            assertEquals(2, session.channels().get(0).profiles().size());
            assertTrue(session.facet(Facet.Events.class).isEmpty());
        }
        assertEquals(1, camera.loginsRefused());
    }

    @Test
    void readsAndSetsTheClockByOnvif() throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN));
        camera.onvif().setClock(Duration.ofHours(8));
        Facet.Clock clock = of(session(camera), Facet.Clock.class);
        assertTrue(Duration.between(Instant.now(), clock.read()).toHours() >= 7);
        clock.set(Instant.now());
        assertTrue(
                camera.onvif().clockAhead().abs().toSeconds() < 5,
                camera.onvif().clockAhead()::toString);
    }

    @Test
    void changesHowAStreamIsCodedAndNothingElse() throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN));
        CameraSession session = session(camera);
        Facet.Encoding encoding = of(session, Facet.Encoding.class);
        StreamProfile main = session.channels().get(0).profiles().get(0);
        StreamProfile sub = session.channels().get(0).profiles().get(1);
        assertEquals(new Settings(Codec.H265, 2560, 1440, 25, 4096, 50), encoding.read(main));
        Settings wanted = new Settings(Codec.H264, 1920, 1080, 20, 2048, 40);
        encoding.write(main, wanted);
        assertEquals(wanted, encoding.read(main));
        assertEquals(new Settings(Codec.H264, 640, 360, 25, 512, 50), encoding.read(sub));
        assertTrue(camera.streams().contains("\"SmoothLevel\":5"), camera.streams());
        String before = camera.streams();
        CameraException e = assertThrows(
                CameraException.class, () -> encoding.write(main, new Settings(Codec.H264, 1920, 1080, 20, 2048, 999)));
        assertEquals(Kind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("Invalid Arguments"), e.getMessage());
        assertEquals(before, camera.streams());
    }

    @Test
    void asksOlderAndNewerFirmwareWhatItIs() throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN));
        camera.plant("/System/DeviceInfo", 404);
        camera.plant(
                "/System/DeviceBasicInfo",
                "{\"Response\":{\"ResponseCode\":0,\"Data\":{\"DeviceModel\":\"IPC3\",\"SerialNumber\":\"S3\"}}}");
        assertEquals(new DeviceInfo("Uniview", "IPC3", "S3"), session(camera).device());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Response\":{\"ResponseCode\":0,\"Data\":\"null\"}}",
                "{\"Response\":{\"Data\":{\"SerialNumber\":\"1\"}}}",
                "{\"SerialNumber\":\"1\"}",
                "[]",
                "{",
                "<html>"
            })
    void whatIsNotLapiIsAnError(String answer) throws Exception {
        UniviewDevice camera = plugged(UniviewDevice.camera(LOGIN));
        camera.plant("/System/DeviceInfo", answer);
        assertEquals(
                Kind.PROTOCOL,
                assertThrows(CameraException.class, () -> session(camera)).kind());
    }

    @Test
    void whoSpeaksLapiButTellsStrangersNothingNeedsALogin() throws Exception {
        UniviewDevice free = plugged(UniviewDevice.camera(Credentials.NONE));
        free.plant("/System/DeviceInfo", "{\"Response\":{\"ResponseCode\":3,\"StatusString\":\"Not Authorized\"}}");
        assertInstanceOf(ProbeResult.NeedsLogin.class, driver.probe(free.endpoint()));
        free.plant("/System/DeviceInfo", "{\"Hello\":1}");
        assertInstanceOf(ProbeResult.NotMine.class, driver.probe(free.endpoint()));
    }

    @ParameterizedTest(name = "{0} ends in {1}")
    @CsvSource({"VideoSourceToken_02, 2", "vs0, 0", "000, 0", "source, ''", "12, 12"})
    void readsTheNumberAtATokensEnd(String token, String number) {
        assertEquals(number, OnvifSources.number(token));
    }
}
