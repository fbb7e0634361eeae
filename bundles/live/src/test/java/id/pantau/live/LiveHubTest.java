package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.rtsp.server.Fault;
import id.pantau.rtsp.server.Mount;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.ServerLogin;
import id.pantau.rtsp.server.VideoClip;
import id.pantau.service.Fact;
import id.pantau.service.MediaResource;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.MediaSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The live hub, on cameras that speak RTSP")
class LiveHubTest {
    private static final Duration GRACE = Duration.ofMillis(1_500);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Credentials LOGIN = new Credentials("viewer", "s3cret-pass");

    private final ScheduledLoop loop = new ScheduledLoop();
    private final FakeCameras cameras = new FakeCameras();
    private final FakeSharing sharing = new FakeSharing();
    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private final List<StatusChange> history = new CopyOnWriteArrayList<>();
    private final DriverBay bay =
            new DriverBay(loop, vendor -> pool(), new FakeBundles().quarantine(), (device, then) -> {});
    private Path folder;
    private LiveSettings settings;
    private RtspServer server;
    private LiveHub hub;
    private long services;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        server = RtspServer.start();
        settings = new LiveSettings(
                new HlsOptions(Duration.ofSeconds(1), 4, 4 << 20),
                256 << 20,
                SILENCE,
                GRACE,
                Duration.ofSeconds(5),
                100,
                new RtspClientOptions(1, Duration.ofSeconds(3), Duration.ofSeconds(3), SILENCE, "Pantau-test"));
        this.folder = folder;
        startHub();
    }

    private void startHub() {
        hub = new LiveHub(
                loop,
                bay,
                cameras,
                sharing,
                pool(),
                new Timelines(folder, 1_000),
                settings,
                new ClientPulls(settings.client()),
                facts::add,
                history::add,
                new MediaWatchers());
        bay.onChange(hub::driversChanged);
        hub.open();
    }

    @AfterEach
    void close() {
        hub.close();
        bay.close();
        loop.close();
        server.close();
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_000));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private Mount register(String id, String vendor) {
        Mount mount = server.mount("/" + id + "/sub", VideoClip.smallTestCard())
                .login(ServerLogin.digest(LOGIN.user(), LOGIN.password()));
        hub.changed(
                cameras.put(FakeCameras.camera(id, vendor, server.uri("/" + id).toString()), LOGIN));
        return mount;
    }

    private long install(String vendor) {
        CameraDriver driver = new FakeDriver("/") {
            @Override
            MediaSource source(Endpoint endpoint, StreamProfile profile) {
                return new MediaSource.Pull(URI.create(endpoint + "/" + profile.name()));
            }
        }.ofItsOwn();
        long id = ++services;
        bay.add(id, vendor, FakeBundles.bundle(1), 0, new DriverPort.Service() {
            @Override
            public CameraDriver get() {
                return driver;
            }

            @Override
            public void release() {}
        });
        return id;
    }

    private boolean isLive(String camera) {
        return hub.state(camera).filter(state -> state.status() == Status.LIVE).isPresent();
    }

    private Optional<Reason> reason(String camera) {
        return hub.state(camera).flatMap(state -> state.reason());
    }

    @Test
    @DisplayName("logs in with Digest and measures what arrives")
    void plays() {
        Mount mount = register("gate", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> isLive("gate"));
        await().atMost(PATIENCE).until(() -> hub.stats("gate").fps() >= 9);
        assertEquals(320, hub.stats("gate").width());
        assertEquals(1, hub.stats("gate").connections());
        assertTrue(hub.stats("gate").bitrate() > 0);
        assertTrue(hub.stats("gate").lastFrameAt().isPresent());
        assertEquals(1, mount.plays());
    }

    @Test
    @DisplayName("hangs up on a camera of which its owner shares nothing any more, and calls again when that changes")
    void ownerEndsSharing() {
        Mount mount = register("gate", "acme");
        Mount other = register("other", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> isLive("gate") && isLive("other"));

        sharing.not.add("gate live");
        sharing.not.add("gate public");
        hub.sharingChanged(cameras.find("gate").orElseThrow());
        sharing.end("gate");
        hub.sharingChanged(cameras.find("gate").orElseThrow());
        await().atMost(PATIENCE).until(() -> reason("gate").equals(Optional.of(Reason.AGREEMENT_ENDED)));
        await().atMost(PATIENCE).until(() -> server.openConnections() == 1);
        assertTrue(hub.read("gate", "").isEmpty());
        assertEquals(
                Optional.of(Reason.AGREEMENT_ENDED),
                history.stream()
                        .filter(change -> change.camera().equals("gate"))
                        .reduce((earlier, later) -> later)
                        .orElseThrow()
                        .reason());

        sharing.not.clear();
        hub.sharingChanged(cameras.find("gate").orElseThrow());
        await().atMost(PATIENCE).until(() -> isLive("gate"));
        assertEquals(2, mount.plays());
        assertEquals(1, other.plays());
    }

    @Test
    @DisplayName("tries a wrong password once")
    void wrongPassword() {
        Mount mount = register("gate", "acme").login(ServerLogin.digest(LOGIN.user(), "another"));
        Mount other = register("other", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> reason("gate").equals(Optional.of(Reason.UNAUTHORIZED)));
        await().atMost(PATIENCE).until(() -> isLive("other"));

        // outlives several retries of a camera that is merely down
        int before = server.connectionsAccepted();
        other.fault(Fault.REFUSE);
        await().atMost(PATIENCE).until(() -> server.connectionsAccepted() >= before + 3);
        assertEquals(1, server.loginsRefused());
        assertEquals(0, mount.plays());
        assertEquals(Optional.of(Reason.UNAUTHORIZED), reason("gate"));
    }

    @Test
    @DisplayName("notices a camera that hangs in the middle of a packet, and when it recovers")
    void hangs() {
        Mount mount = register("gate", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> isLive("gate"));
        mount.fault(Fault.HANG);
        await().atMost(PATIENCE).until(() -> !isLive("gate"));
        mount.fault(Fault.NONE);
        await().atMost(PATIENCE).until(() -> isLive("gate"));
    }

    @Test
    @DisplayName("says that a camera talks rubbish")
    void rubbish() {
        register("gate", "acme").fault(Fault.GARBAGE);
        install("acme");
        await().atMost(PATIENCE).until(() -> reason("gate").equals(Optional.of(Reason.PROTOCOL_ERROR)));
    }

    @Test
    @DisplayName("keeps every connection of 30 cameras while the driver of some is swapped 20 times")
    void swaps() {
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            mounts.add(register("cam" + i, i < 24 ? "acme" : "swapped"));
        }
        install("acme");
        long service = install("swapped");
        for (int i = 0; i < 30; i++) {
            String camera = "cam" + i;
            await().atMost(PATIENCE).until(() -> isLive(camera));
        }
        int connections = server.connectionsAccepted();
        List<Set<Integer>> ssrcs = mounts.stream().map(Mount::ssrcs).toList();

        for (int swap = 0; swap < 20; swap++) {
            bay.remove(service);
            service = install("swapped");
        }
        assertEquals(connections, server.connectionsAccepted());

        bay.remove(service);
        await().atMost(PATIENCE).until(() -> reason("cam29").equals(Optional.of(Reason.NO_DRIVER)));
        await().atMost(PATIENCE).until(() -> mounts.get(29).ssrcs().isEmpty());
        install("swapped");
        for (int i = 24; i < 30; i++) {
            String camera = "cam" + i;
            await().atMost(PATIENCE).until(() -> isLive(camera));
        }
        assertEquals(connections + 6, server.connectionsAccepted());
        assertEquals(
                ssrcs.subList(0, 24),
                mounts.stream().limit(24).map(Mount::ssrcs).toList());
    }

    @Test
    @DisplayName("takes its leave of every camera when it closes")
    void tearsDown() {
        register("gate", "acme");
        register("other", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> isLive("gate") && isLive("other"));
        hub.close();
        await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
        assertEquals(2, server.requests("TEARDOWN"));
    }

    private Optional<String> text(String name) {
        return hub.media("gate", name, "somebody").map(LiveHubTest::read);
    }

    private static String read(MediaResource file) {
        try (file) {
            StringBuilder text = new StringBuilder();
            file.body().forEach(part -> text.append(StandardCharsets.UTF_8.decode(part)));
            return text.toString();
        }
    }

    /** The media playlist's lines that begin so, without that beginning. */
    private List<String> lines(String beginning) {
        return text("video.m3u8").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    private long number(String tag) {
        return lines(tag + ":").stream().mapToLong(Long::parseLong).findFirst().orElse(0);
    }

    private List<String> segments() {
        return text("video.m3u8").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    @Test
    @DisplayName("goes on numbering behind a DISCONTINUITY after an outage, and never answers that there is nothing")
    void outage() throws IOException {
        register("gate", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> segments().size() >= 3);
        long sequence = number("#EXT-X-MEDIA-SEQUENCE");
        List<String> before = segments();

        server.unplug();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertTrue(text("index.m3u8").isPresent() && text("video.m3u8").isPresent(), "a playlist is gone");
            segments().forEach(name -> assertTrue(text(name).isPresent(), name + " is listed and gone"));
            return !isLive("gate");
        });
        assertEquals(Optional.of(Reason.UNREACHABLE), reason("gate"));

        server.plugIn();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertTrue(text("index.m3u8").isPresent() && text("video.m3u8").isPresent(), "a playlist is gone");
            return lines("#EXT-X-DISCONTINUITY").contains("");
        });
        await().atMost(PATIENCE).until(() -> isLive("gate"));
        assertTrue(number("#EXT-X-MEDIA-SEQUENCE") >= sequence);
        List<String> after = new ArrayList<>(segments());
        after.removeAll(before);
        assertTrue(!after.isEmpty(), "nothing new is listed");
        assertEquals(1, hub.stats("gate").viewers());
    }

    @Test
    @DisplayName("goes on numbering after a restart, under names that were never used before")
    void restart() {
        register("gate", "acme");
        install("acme");
        await().atMost(PATIENCE).until(() -> segments().size() >= 3);
        List<String> before = segments();
        long sequence = number("#EXT-X-MEDIA-SEQUENCE");
        long discontinuities = number("#EXT-X-DISCONTINUITY-SEQUENCE");

        hub.close();
        startHub();
        await().atMost(PATIENCE).until(() -> segments().size() >= 3);
        assertTrue(number("#EXT-X-MEDIA-SEQUENCE") > sequence + before.size());
        assertTrue(number("#EXT-X-DISCONTINUITY-SEQUENCE") > discontinuities);
        assertTrue(Collections.disjoint(before, segments()));
        before.forEach(name -> assertEquals(Optional.empty(), text(name)));
    }

    @Test
    @DisplayName("tells of every segment that can be read")
    void tellsOfSegments() {
        register("gate", "acme");
        install("acme");
        await().atMost(PATIENCE)
                .until(() -> facts.stream().anyMatch(fact -> fact.type().equals(Fact.SEGMENT_CLOSED)));
        Fact fact = facts.stream()
                .filter(f -> f.type().equals(Fact.SEGMENT_CLOSED))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertEquals("gate", fact.camera());
        assertTrue(text(fact.attributes().get("name")).isPresent());
        assertTrue(text(fact.attributes().get("initName")).isPresent());
        assertTrue(Instant.parse(fact.attributes().get("start"))
                .isBefore(Instant.parse(fact.attributes().get("end"))));
    }
}
