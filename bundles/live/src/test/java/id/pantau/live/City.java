package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Reason;
import id.pantau.model.StatusChange;
import id.pantau.rtsp.client.CertificatePins;
import id.pantau.rtsp.client.PullOptions;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.service.Fact;
import id.pantau.spi.vendor.CameraDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A hub with fake cameras, drivers and time, in which everything happens on the test's thread. */
final class City {
    static final Duration SILENCE = Duration.ofSeconds(5);
    static final Duration GRACE = Duration.ofSeconds(30);
    static final Duration LINGER = Duration.ofSeconds(20);
    /** The one camera whose sound is pulled. */
    static final String HEARD = "loud";

    static final Credentials LOGIN = new Credentials("viewer", "s3cret-pass");

    final FakeLoop loop = new FakeLoop();
    final FakePulls pulls = new FakePulls(loop);
    final FakeCameras cameras = new FakeCameras();
    final FakeSharing sharing = new FakeSharing();
    final FakeBundles bundles = new FakeBundles();
    final DriverBay bay = new DriverBay(loop, vendor -> direct(), bundles.quarantine(), (device, then) -> then.run());
    final List<Fact> facts = new ArrayList<>();
    final List<StatusChange> history = new ArrayList<>();
    final LiveHub hub;
    private long services;

    City(Path folder) {
        this(folder, 50);
    }

    City(Path folder, int connectsPerSecond) {
        LiveSettings settings = new LiveSettings(
                new HlsOptions(Duration.ofSeconds(2), 6, 4 << 20),
                64 << 20,
                SILENCE,
                GRACE,
                LINGER,
                connectsPerSecond,
                RtspClientOptions.defaults(),
                PullOptions.defaults(),
                Set.of(HEARD),
                CertificatePins.none());
        hub = new LiveHub(
                loop,
                bay,
                cameras,
                sharing,
                direct(),
                new Timelines(folder, 1_000),
                settings,
                pulls,
                facts::add,
                history::add,
                new MediaWatchers());
        bay.onChange(hub::driversChanged);
    }

    /** Runs every task at once, on the caller's thread. */
    private static ThreadPoolExecutor direct() {
        return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1)) {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        };
    }

    City open() {
        hub.open();
        loop.settle();
        return this;
    }

    /** Installs a driver; the result is its service id. */
    long install(String vendor, CameraDriver driver) {
        return install(vendor, 0, driver);
    }

    long install(String vendor, int ranking, CameraDriver driver) {
        long id = ++services;
        bay.add(id, vendor, FakeBundles.bundle(id), ranking, new DriverPort.Service() {
            @Override
            public CameraDriver get() {
                return driver;
            }

            @Override
            public void release() {}
        });
        return id;
    }

    void uninstall(long service) {
        bay.remove(service);
    }

    /** A camera of id {@code id} at the host of the same name. */
    Camera register(String id, String vendor) {
        return cameras.put(FakeCameras.camera(id, vendor, "rtsp://" + id + ".example/"), LOGIN);
    }

    static String sub(String id) {
        return "rtsp://" + id + ".example/v1/sub";
    }

    /** Lets time pass while every camera that plays sends pictures. */
    void run(Duration time) {
        long end = loop.nanos() + time.toNanos();
        while (loop.nanos() < end) {
            loop.advance(FakePulls.PICTURE);
            pulls.picture();
            loop.settle();
        }
    }

    String status(String id) {
        return hub.state(id).orElseThrow().status().code();
    }

    Optional<Reason> reason(String id) {
        return hub.state(id).orElseThrow().reason();
    }

    /** What a camera's history says, oldest first. */
    List<String> rows(String id) {
        return history.stream()
                .filter(row -> row.camera().equals(id))
                .map(row -> row.reason().map(Reason::code).orElse("live"))
                .toList();
    }

    List<String> statusFacts(String id) {
        return facts.stream()
                .filter(fact ->
                        fact.type().equals(Fact.STATUS_CHANGED) && fact.camera().equals(id))
                .map(fact -> fact.attributes().getOrDefault("reason", "live"))
                .toList();
    }
}
