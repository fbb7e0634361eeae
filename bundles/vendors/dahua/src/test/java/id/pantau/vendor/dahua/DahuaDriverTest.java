package id.pantau.vendor.dahua;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import id.pantau.spi.vendor.MediaSource;
import id.pantau.tck.vendor.Configurations;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DahuaDriverTest {
    private static final Credentials LOGIN = new Credentials("admin", "secret");

    private final DahuaDriver driver = new DahuaDriver(Configurations.of(DahuaConfiguration.class, Map.of()));
    private DahuaCamera camera;
    private CameraSession session;

    @BeforeEach
    void open() throws Exception {
        camera = new DahuaCamera(LOGIN);
        session = driver.open(camera.endpoint(), LOGIN);
    }

    @AfterEach
    void close() {
        session.close();
        camera.close();
    }

    @Test
    void offersTheChannelsOfARecorderWithTheirStreams() throws Exception {
        assertEquals(new DeviceInfo("OEM-Brand", "NVR4108", "6G0123"), session.device());
        assertEquals(
                List.of("1", "2"), session.channels().stream().map(Channel::id).toList());
        Channel first = session.channels().get(0);
        assertEquals(
                List.of(
                        new StreamProfile("main", StreamProfile.Kind.MAIN, Codec.H265, 2560, 1440),
                        new StreamProfile("sub", StreamProfile.Kind.SUB, Codec.H264, 704, 576)),
                first.profiles());
        assertEquals(
                new MediaSource.Pull(URI.create("rtsp://127.0.0.1:8554/cam/realmonitor?channel=1&subtype=1")),
                first.source(first.profiles().get(1)));
    }

    @Test
    void takesOnePictureAtATime() throws Exception {
        CompletableFuture<?>[] pictures = session.channels().stream()
                .map(channel -> CompletableFuture.runAsync(() -> {
                    try {
                        assertEquals(
                                (byte) 0xD8,
                                facet(channel, Facet.Snapshots.class).jpeg()[1]);
                    } catch (CameraException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(pictures).get(10, TimeUnit.SECONDS);
        assertFalse(camera.wasCrowded());
        assertTrue(camera.calls().contains("GET /cgi-bin/snapshot.cgi?channel=2 "));
    }

    @Test
    void movesStopsAndGoesToStoredViews() throws Exception {
        assertTrue(session.channels().get(0).facet(Facet.Ptz.class).isEmpty());
        Facet.Ptz ptz = facet(session.channels().get(1), Facet.Ptz.class);
        ptz.move(-1, 0.5, 3);
        assertCalled("GET /cgi-bin/ptz.cgi?action=start&channel=2&code=Continuously&arg1=-8&arg2=4&arg3=100&arg4=60 ");
        ptz.stop();
        assertCalled("GET /cgi-bin/ptz.cgi?action=stop&channel=2&code=Continuously&arg1=0&arg2=0&arg3=0&arg4=0 ");
        assertEquals(List.of(new Facet.Ptz.Preset("3", "Gate"), new Facet.Ptz.Preset("7", "Pier")), ptz.presets());
        ptz.goTo("7");
        assertCalled("GET /cgi-bin/ptz.cgi?action=start&channel=2&code=GotoPreset&arg1=0&arg2=7&arg3=0 ");
        assertThrows(CameraException.class, () -> ptz.goTo("7&code=Reboot"));
    }

    @Test
    void readsAndSetsLocalTimeByTheConfiguredZone() throws Exception {
        Facet.Clock clock = session.facet(Facet.Clock.class).orElseThrow();
        assertEquals(Instant.parse("2026-03-01T05:00:00Z"), clock.read());
        camera.setTime("2026-3-1 12:00:01 GMT");
        assertEquals(Instant.parse("2026-03-01T05:00:01Z"), clock.read());
        clock.set(Instant.parse("2026-03-01T06:00:00.5Z"));
        assertEquals("2026-03-01 13:00:00", camera.time());
        camera.setTime("yesterday");
        assertEquals(
                Kind.PROTOCOL, assertThrows(CameraException.class, clock::read).kind());
    }

    @Test
    void changesHowAStreamIsCodedOrNothing() throws Exception {
        Channel channel = session.channels().get(0);
        StreamProfile main = channel.profiles().get(0);
        Facet.Encoding encoding = facet(channel, Facet.Encoding.class);
        assertEquals(new Facet.Encoding.Settings(Codec.H265, 2560, 1440, 25, 4096, 50), encoding.read(main));
        Facet.Encoding.Settings wanted = new Facet.Encoding.Settings(Codec.H264, 1920, 1080, 12, 2048, 24);
        encoding.write(main, wanted);
        assertEquals(wanted, encoding.read(main));
        Facet.Encoding.Settings tooMuch = new Facet.Encoding.Settings(Codec.H264, 640, 360, 12, 9999, 24);
        assertEquals(
                Kind.UNSUPPORTED,
                assertThrows(CameraException.class, () -> encoding.write(main, tooMuch))
                        .kind());
        assertEquals(wanted, encoding.read(main));
    }

    @Test
    void tellsEventsByTheNumbersOfRequests() throws Exception {
        BlockingQueue<DeviceEvent> events = new LinkedBlockingQueue<>();
        Facet.Events.Subscription line =
                session.facet(Facet.Events.class).orElseThrow().subscribe(events::add);
        camera.notice("Heartbeat");
        camera.notice("Code=VideoMotion;action=Start;index=1;data={\n \"Id\" : [ 0 ]\n}");
        camera.notice("Code=VideoMotion;action=Stop;index=1");
        camera.notice("Code=AlarmLocal;action=Start;index=0");
        camera.notice("Code=StorageFailure;action=Pulse;index=0");
        DeviceEvent motion = events.poll(10, TimeUnit.SECONDS);
        assertEquals(DeviceEvent.Kind.MOTION, motion.kind());
        assertEquals("2", motion.channel());
        assertEquals(DeviceEvent.State.BEGUN, motion.state());
        assertTrue(motion.raw().endsWith("}"), motion.raw());
        assertEquals(DeviceEvent.State.ENDED, events.poll(10, TimeUnit.SECONDS).state());
        DeviceEvent alarm = events.poll(10, TimeUnit.SECONDS);
        assertEquals(List.of("", "1"), List.of(alarm.channel(), alarm.source()));
        DeviceEvent disk = events.poll(10, TimeUnit.SECONDS);
        assertEquals(DeviceEvent.Kind.STORAGE_FAILED, disk.kind());
        assertEquals(DeviceEvent.State.MOMENT, disk.state());
        line.close();
        line.ended().toCompletableFuture().get(5, TimeUnit.SECONDS);
        await().until(() -> camera.openConnections() == 0);
    }

    @Test
    void saysThatALineBroke() throws Exception {
        Facet.Events.Subscription line =
                session.facet(Facet.Events.class).orElseThrow().subscribe(event -> {});
        camera.close();
        Exception e = assertThrows(
                Exception.class, () -> line.ended().toCompletableFuture().get(5, TimeUnit.SECONDS));
        assertEquals(CameraException.class, e.getCause().getClass());
    }

    @Test
    void refusesAnswersThatSayNothing() {
        for (String bad : List.of("", "<html>Hello</html>", "x".repeat(3 << 20))) {
            camera.answer(
                    "/cgi-bin/magicBox.cgi?action=getSystemInfo",
                    Response.of(200, "text/plain", bad.getBytes(StandardCharsets.UTF_8)));
            CameraException e = assertThrows(CameraException.class, () -> driver.open(camera.endpoint(), LOGIN));
            assertEquals(Kind.PROTOCOL, e.kind(), e.getMessage());
        }
    }

    private void assertCalled(String call) {
        assertEquals(call, camera.calls().get(camera.calls().size() - 1));
    }

    private static <F extends Facet> F facet(Channel channel, Class<F> type) {
        return channel.facet(type).orElseThrow();
    }
}
