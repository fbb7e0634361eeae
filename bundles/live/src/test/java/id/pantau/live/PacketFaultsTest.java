package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import id.pantau.rtsp.server.VideoClip;
import id.pantau.spi.vendor.MediaSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Faults that only packets show, of cameras that speak RTSP")
class PacketFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final ScheduledLoop loop = new ScheduledLoop();
    private final FakeCameras cameras = new FakeCameras();
    private final FakeSharing sharing = new FakeSharing();
    private final DriverBay bay =
            new DriverBay(loop, vendor -> pool(), new FakeBundles().quarantine(), (device, then) -> {});
    private final List<StatusChange> history = new CopyOnWriteArrayList<>();
    private RtspServer server;
    private LiveHub hub;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        server = RtspServer.start();
        LiveSettings settings = new LiveSettings(
                new HlsOptions(Duration.ofSeconds(1), 4, 4 << 20),
                64 << 20,
                SILENCE,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                100,
                new RtspClientOptions(1, Duration.ofSeconds(3), Duration.ofSeconds(3), SILENCE, "Pantau-test"));
        hub = new LiveHub(
                loop,
                bay,
                cameras,
                sharing,
                pool(),
                new Timelines(folder, 1_000),
                settings,
                new ClientPulls(settings.client()),
                fact -> {},
                history::add,
                new MediaWatchers());
        bay.onChange(hub::driversChanged);
        hub.open();
        FakeDriver driver = new FakeDriver("/") {
            @Override
            MediaSource source(Endpoint endpoint, StreamProfile profile) {
                return new MediaSource.Pull(URI.create(endpoint + "/" + profile.name()));
            }
        };
        bay.add(1, "acme", FakeBundles.bundle(1), 0, new DriverPort.Service() {
            @Override
            public FakeDriver get() {
                return driver;
            }

            @Override
            public void release() {}
        });
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

    private Mount register(String id) {
        Mount mount = server.mount("/" + id + "/sub", VideoClip.smallTestCard());
        hub.changed(
                cameras.put(FakeCameras.camera(id, "acme", server.uri("/" + id).toString()), Credentials.NONE));
        return mount;
    }

    private boolean shows(String camera, Status status, Optional<Reason> reason) {
        return hub.state(camera)
                .filter(state -> state.status() == status && state.reason().equals(reason))
                .isPresent();
    }

    private void awaitLive(String camera) {
        await().atMost(PATIENCE).until(() -> shows(camera, Status.LIVE, Optional.empty()));
    }

    @Test
    @DisplayName("a camera that becomes slow is degraded, until it is as fast as it was; no other one is touched")
    void slow() {
        Mount mount = register("gate");
        register("other");
        awaitLive("gate");
        awaitLive("other");
        await().atMost(PATIENCE).until(() -> mount.plays() == 1 && knowsItsRate("gate"));

        mount.fault(Fault.SLOW);
        await().atMost(PATIENCE).until(() -> shows("gate", Status.DEGRADED, Optional.of(Reason.LOW_RATE)));
        mount.fault(Fault.NONE);
        awaitLive("gate");

        assertEquals(List.of("starting", "live", "low-rate", "live"), rows("gate"));
        assertEquals(List.of("starting", "live"), rows("other"));
        assertEquals(1, hub.stats("gate").connections());
    }

    @Test
    @DisplayName("a camera whose clock becomes wrong is degraded while it is; no other one is touched")
    void clock() {
        Mount mount = register("gate");
        register("other");
        awaitLive("gate");
        awaitLive("other");
        mount.fault(Fault.CLOCK);
        await().atMost(PATIENCE).until(() -> shows("gate", Status.DEGRADED, Optional.of(Reason.CLOCK_WRONG)));
        mount.fault(Fault.NONE);
        awaitLive("gate");

        assertEquals(List.of("starting", "live", "clock-wrong", "live"), rows("gate"));
        assertEquals(List.of("starting", "live"), rows("other"));
    }

    /** That takes some seconds of undisturbed pictures. */
    private boolean knowsItsRate(String camera) {
        return hub.state(camera)
                .filter(state -> state.since().isBefore(loop.now().minusSeconds(20)))
                .isPresent();
    }

    @Test
    @DisplayName("a camera whose pictures stop is offline, and was never called slow before")
    void hangs() {
        Mount mount = register("gate");
        awaitLive("gate");
        await().atMost(PATIENCE).until(() -> knowsItsRate("gate"));
        mount.fault(Fault.HANG);
        await().atMost(PATIENCE).until(() -> shows("gate", Status.OFFLINE, Optional.of(Reason.NO_VIDEO)));
        mount.fault(Fault.NONE);
        awaitLive("gate");
        assertEquals(List.of("starting", "live", "no-video", "live"), rows("gate"));
    }

    private List<String> rows(String camera) {
        return history.stream()
                .filter(row -> row.camera().equals(camera))
                .map(row -> row.reason().map(Reason::code).orElse("live"))
                .toList();
    }
}
