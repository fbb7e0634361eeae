package id.pantau.vendor.hikvision;

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
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
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

final class HikvisionDriverTest {
    private static final Credentials LOGIN = new Credentials("admin", "secret");

    private final HikvisionDriver driver =
            new HikvisionDriver(Configurations.of(HikvisionConfiguration.class, Map.of()));
    private HikvisionCamera camera;
    private CameraSession session;

    @BeforeEach
    void open() throws Exception {
        camera = new HikvisionCamera(LOGIN);
        session = driver.open(camera.endpoint(), LOGIN);
    }

    @AfterEach
    void close() {
        session.close();
        camera.close();
    }

    @Test
    void offersTheChannelsOfARecorderWithTheirStreams() throws Exception {
        assertEquals(new DeviceInfo("Hikvision", "DS-7608NI", "DS-7608NI-0123"), session.device());
        assertEquals(
                List.of("1", "2"), session.channels().stream().map(Channel::id).toList());
        Channel first = session.channels().get(0);
        assertEquals(
                List.of(
                        new StreamProfile("main", StreamProfile.Kind.MAIN, Codec.H265, 2560, 1440),
                        new StreamProfile("sub", StreamProfile.Kind.SUB, Codec.H264, 640, 360)),
                first.profiles());
        assertEquals(
                new MediaSource.Pull(URI.create("rtsp://127.0.0.1:8554/Streaming/Channels/102")),
                first.source(first.profiles().get(1)));
    }

    @Test
    void takesOnePictureAtATime() throws Exception {
        CompletableFuture<?>[] pictures = session.channels().stream()
                .map(channel -> CompletableFuture.runAsync(() -> {
                    try {
                        byte[] jpeg = facet(channel, Facet.Snapshots.class).jpeg();
                        assertEquals((byte) 0xD8, jpeg[1]);
                    } catch (CameraException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(pictures).get(10, TimeUnit.SECONDS);
        assertFalse(camera.wasCrowded());
    }

    @Test
    void whatIsNoPictureIsAnError() {
        camera.answer("/ISAPI/Streaming/channels/101/picture", Response.of(200, "text/html", new byte[] {60, 104}));
        Facet.Snapshots snapshots = facet(session.channels().get(0), Facet.Snapshots.class);
        assertEquals(
                Kind.PROTOCOL,
                assertThrows(CameraException.class, snapshots::jpeg).kind());
    }

    @Test
    void movesStopsAndGoesToStoredViews() throws Exception {
        Facet.Ptz ptz = facet(session.channels().get(0), Facet.Ptz.class);
        ptz.move(-1, 0.5, 3);
        assertCalled(
                "PUT /ISAPI/PTZCtrl/channels/1/continuous <PTZData><pan>-100</pan><tilt>50</tilt><zoom>100</zoom></PTZData>");
        ptz.stop();
        assertCalled(
                "PUT /ISAPI/PTZCtrl/channels/1/continuous <PTZData><pan>0</pan><tilt>0</tilt><zoom>0</zoom></PTZData>");
        assertEquals(List.of(new Facet.Ptz.Preset("2", "Gate")), ptz.presets());
        ptz.goTo("2");
        assertCalled("PUT /ISAPI/PTZCtrl/channels/1/presets/2/goto ");
        assertThrows(CameraException.class, () -> ptz.goTo("2/../x"));
        assertTrue(session.channels().get(1).facet(Facet.Ptz.class).isEmpty());
    }

    @Test
    void readsAndSetsTheClock() throws Exception {
        Facet.Clock clock = session.facet(Facet.Clock.class).orElseThrow();
        assertEquals(Instant.parse("2026-03-01T05:00:00Z"), clock.read());
        clock.set(Instant.parse("2026-03-01T06:00:00.5Z"));
        assertTrue(camera.time().contains("<timeMode>manual</timeMode>"), camera.time());
        assertTrue(camera.time().contains("<localTime>2026-03-01T13:00:00+07:00</localTime>"), camera.time());
    }

    @Test
    void readsLocalTimeByItsZone() throws Exception {
        camera.setTime("2026-03-01T12:00:00", "CST-7:00:00");
        Facet.Clock clock = session.facet(Facet.Clock.class).orElseThrow();
        assertEquals(Instant.parse("2026-03-01T05:00:00Z"), clock.read());
        clock.set(Instant.parse("2026-03-01T06:00:00Z"));
        assertTrue(camera.time().contains("<localTime>2026-03-01T13:00:00</localTime>"), camera.time());
        camera.setTime("yesterday", "CST-7:00:00");
        assertEquals(
                Kind.PROTOCOL, assertThrows(CameraException.class, clock::read).kind());
    }

    @Test
    void changesHowAStreamIsCoded() throws Exception {
        Channel channel = session.channels().get(0);
        StreamProfile main = channel.profiles().get(0);
        Facet.Encoding encoding = facet(channel, Facet.Encoding.class);
        assertEquals(new Facet.Encoding.Settings(Codec.H265, 2560, 1440, 25, 4096, 50), encoding.read(main));
        Facet.Encoding.Settings wanted = new Facet.Encoding.Settings(Codec.H264, 1920, 1080, 12.5, 2048, 25);
        encoding.write(main, wanted);
        assertEquals(wanted, encoding.read(main));
        long writes =
                camera.calls().stream().filter(call -> call.startsWith("PUT")).count();
        encoding.write(main, wanted);
        assertEquals(
                writes,
                camera.calls().stream().filter(call -> call.startsWith("PUT")).count());
    }

    @Test
    void tellsEventsOfALineWithAnotherBoundaryThanDeclared() throws Exception {
        BlockingQueue<DeviceEvent> events = new LinkedBlockingQueue<>();
        Facet.Events.Subscription line =
                session.facet(Facet.Events.class).orElseThrow().subscribe(events::add);
        camera.notice(2, "VMD", "active");
        camera.notice(2, "VMD", "inactive");
        camera.notice(1, "somethingNew", "active");
        DeviceEvent begun = events.poll(10, TimeUnit.SECONDS);
        assertEquals(DeviceEvent.Kind.MOTION, begun.kind());
        assertEquals("2", begun.channel());
        assertEquals(DeviceEvent.State.BEGUN, begun.state());
        assertTrue(begun.raw().contains("<eventType>VMD</eventType>"));
        assertEquals(DeviceEvent.State.ENDED, events.poll(10, TimeUnit.SECONDS).state());
        assertEquals(DeviceEvent.Kind.OTHER, events.poll(10, TimeUnit.SECONDS).kind());
        line.close();
        line.ended().toCompletableFuture().get(5, TimeUnit.SECONDS);
        await().until(() -> camera.openConnections() == 0);
    }

    @Test
    void hasOneLineOfEvents() throws Exception {
        Facet.Events facet = session.facet(Facet.Events.class).orElseThrow();
        Facet.Events.Subscription line = facet.subscribe(event -> {});
        assertEquals(
                Kind.BUSY,
                assertThrows(CameraException.class, () -> facet.subscribe(event -> {}))
                        .kind());
        line.close();
        facet.subscribe(event -> {}).close();
    }

    @Test
    void saysThatALineBroke() throws Exception {
        Facet.Events.Subscription line =
                session.facet(Facet.Events.class).orElseThrow().subscribe(event -> {});
        camera.close();
        Exception e = assertThrows(
                Exception.class, () -> line.ended().toCompletableFuture().get(5, TimeUnit.SECONDS));
        assertInstanceOf(CameraException.class, e.getCause());
    }

    @Test
    void saysThatADeviceIsNotActivated() throws Exception {
        try (HikvisionCamera fresh = new HikvisionCamera(Credentials.NONE)) {
            fresh.answer(
                    "/ISAPI/System/deviceInfo",
                    xml(
                            403,
                            "<ResponseStatus><statusCode>4</statusCode><subStatusCode>notActivated</subStatusCode>"
                                    + "</ResponseStatus>"));
            assertInstanceOf(ProbeResult.NeedsLogin.class, driver.probe(fresh.endpoint()));
            CameraException e = assertThrows(CameraException.class, () -> driver.open(fresh.endpoint(), LOGIN));
            assertEquals(Kind.UNSUPPORTED, e.kind());
            assertTrue(e.getMessage().contains("not activated"), e.getMessage());
        }
    }

    @Test
    void refusesDocumentsThatAreNotToBeRead() {
        for (String bad : List.of(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><DeviceInfo>&x;</DeviceInfo>",
                "<DeviceInfo><model>",
                "<DeviceInfo>" + "<a>".repeat(100) + "</a>".repeat(100) + "</DeviceInfo>",
                "<html/>",
                "x".repeat(3 << 20))) {
            camera.answer("/ISAPI/System/deviceInfo", xml(200, bad));
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

    private static Response xml(int status, String text) {
        return Response.of(status, "application/xml", text.getBytes(StandardCharsets.UTF_8));
    }
}
