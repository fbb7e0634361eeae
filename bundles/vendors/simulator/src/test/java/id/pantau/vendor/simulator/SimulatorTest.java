package id.pantau.vendor.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.service.Cameras;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.Configurations;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.karaf.shell.api.action.Argument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SimulatorTest {
    private static final Credentials LOGIN = new Credentials("sim", "sim-camera");

    @TempDir
    Path state;

    private final SimulatorDriver driver = new SimulatorDriver();
    private Simulator simulator;

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    @DisplayName("its cameras ask for a login, and the rtsp URL of each names its number")
    void asksForLogin() throws Exception {
        start(3);
        SimulatedCamera camera = simulator.find("2").orElseThrow();
        assertTrue(camera.address().getPath().equals("/02/main"), camera.address()::toString);
        assertInstanceOf(ProbeResult.NeedsLogin.class, driver.probe(new Endpoint(camera.address())));
        driver.open(new Endpoint(camera.address()), LOGIN).close();
    }

    @Test
    @DisplayName("dark: one camera refuses connections, the others do not notice, and it comes back")
    void dark() throws Exception {
        start(2);
        SimulatedCamera camera = simulator.find("01").orElseThrow();
        try (Socket other = connect(simulator.find("02").orElseThrow())) {
            simulator.fault(camera, FaultKind.DARK);
            assertThrows(ConnectException.class, () -> connect(camera).close());
            assertInstanceOf(ProbeResult.Unreachable.class, driver.probe(new Endpoint(camera.address())));
            simulator.fault(camera, FaultKind.NONE);
            connect(camera).close();
            other.setSoTimeout(10_000);
            other.getOutputStream().write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes());
            assertEquals('R', other.getInputStream().read());
        }
    }

    @Test
    @DisplayName("password: the right login is refused; garbage: the answer is not RTSP; then both are mended")
    void faultsOfTheConversation() throws Exception {
        start(1);
        SimulatedCamera camera = simulator.find("1").orElseThrow();
        Endpoint endpoint = new Endpoint(camera.address());
        simulator.fault(camera, FaultKind.PASSWORD);
        assertEquals(CameraException.Kind.UNAUTHORIZED, refusal(endpoint));
        simulator.fault(camera, FaultKind.GARBAGE);
        assertEquals(CameraException.Kind.PROTOCOL, refusal(endpoint));
        simulator.fault(camera, FaultKind.NONE);
        driver.open(endpoint, LOGIN).close();
    }

    @Test
    @DisplayName("hang and silent: no picture arrives; resolution: the size changes while it plays")
    void faultsOfThePicture() throws Exception {
        start(1);
        SimulatedCamera camera = simulator.find("1").orElseThrow();
        try (RtspClient client = new RtspClient(options(Duration.ofSeconds(2)))) {
            for (FaultKind kind : List.of(FaultKind.HANG, FaultKind.SILENT)) {
                Viewer viewer = new Viewer();
                client.open(sub(camera), login(), viewer);
                await().until(() -> viewer.pictures.get() > 3);
                simulator.fault(camera, kind);
                await().atMost(Duration.ofSeconds(20)).until(() -> viewer.end.get() != null);
                assertEquals(RtspFailure.Kind.SILENT, viewer.end.get().kind(), kind.word());
                simulator.fault(camera, FaultKind.NONE);
            }
            Viewer viewer = new Viewer();
            client.open(sub(camera), login(), viewer);
            await().until(() -> viewer.pictures.get() > 3);
            simulator.fault(camera, FaultKind.RESOLUTION);
            await().atMost(Duration.ofSeconds(20)).until(() -> viewer.sizes.contains("1280x720"));
            assertEquals(List.of("640x360", "1280x720"), viewer.sizes);
        }
    }

    @Test
    @DisplayName(
            "a fault of the picture shows in both streams, and none brings the own film back, on the same connection")
    void filmsOfFaults() throws Exception {
        start(ClipsTest.OF_THE_PICTURE.size());
        List<Viewer> viewers = new ArrayList<>();
        try (RtspClient client = new RtspClient(options(Duration.ofSeconds(20)))) {
            for (SimulatedCamera camera : simulator.cameras()) {
                for (String stream : List.of(SimulatedCamera.MAIN, SimulatedCamera.SUB)) {
                    Viewer viewer = new Viewer();
                    viewers.add(viewer);
                    client.open(camera.address().resolve(stream), login(), viewer);
                }
            }
            awaitFilms(viewers, false);
            for (int i = 0; i < simulator.cameras().size(); i++) {
                simulator.fault(simulator.cameras().get(i), ClipsTest.OF_THE_PICTURE.get(i));
            }
            awaitFilms(viewers, true);
            for (SimulatedCamera camera : simulator.cameras()) {
                simulator.fault(camera, FaultKind.NONE);
            }
            awaitFilms(viewers, false);
            for (Viewer viewer : viewers) {
                assertEquals(1, viewer.sizes.size());
                assertNull(viewer.end.get());
                assertTrue(viewer.steady, "a picture is not one step later than the one before it");
            }
        }
    }

    @Test
    @DisplayName("slow, damaged and clock: pictures a second apart, not those of the film, reports of an hour later")
    void faultsOfSending() throws Exception {
        start(3);
        List<FaultKind> faults = List.of(FaultKind.SLOW, FaultKind.DAMAGED, FaultKind.CLOCK);
        List<Viewer> viewers = new ArrayList<>();
        try (RtspClient client = new RtspClient(options(Duration.ofSeconds(20)))) {
            for (int i = 0; i < faults.size(); i++) {
                SimulatedCamera camera = simulator.cameras().get(i);
                simulator.fault(camera, faults.get(i));
                Viewer viewer = new Viewer();
                viewers.add(viewer);
                client.open(sub(camera), login(), viewer);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            viewers.stream().allMatch(viewer -> viewer.pictures.get() > 3 && viewer.ahead != null));
            assertEquals(
                    List.of(90_000L, 9_000L, 9_000L),
                    viewers.stream().map(v -> v.step).toList());
            assertEquals(
                    List.of(0L, 0L, 60L), viewers.stream().map(v -> v.ahead).toList());
            for (int i = 0; i < faults.size(); i++) {
                String film = Clips.resource(simulator.cameras().get(i).name(), SimulatedCamera.SUB, FaultKind.NONE);
                assertEquals(faults.get(i) != FaultKind.DAMAGED, isOf(film, viewers.get(i).keyPicture), film);
            }
        }
    }

    private void awaitFilms(List<Viewer> viewers, boolean broken) {
        for (int i = 0; i < viewers.size(); i++) {
            Viewer viewer = viewers.get(i);
            FaultKind fault = broken ? ClipsTest.OF_THE_PICTURE.get(i / 2) : FaultKind.NONE;
            String film = Clips.resource(
                    simulator.cameras().get(i / 2).name(),
                    i % 2 == 0 ? SimulatedCamera.MAIN : SimulatedCamera.SUB,
                    fault);
            await(film).atMost(Duration.ofSeconds(30)).until(() -> isOf(film, viewer.keyPicture));
        }
    }

    /** Whether the film's file has these bytes. */
    private static boolean isOf(String film, byte[] picture) throws IOException {
        try (InputStream in = Clips.class.getResourceAsStream(film)) {
            String file = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return picture.length > 0 && file.contains(new String(picture, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    @DisplayName("faults are still there after a restart, and a line that cannot be read costs only itself")
    void survivesRestart() throws Exception {
        int port = start(3);
        simulator.fault(simulator.find("1").orElseThrow(), FaultKind.DARK);
        simulator.fault(simulator.find("3").orElseThrow(), FaultKind.FROZEN);
        simulator.close();
        Path file = state.resolve("simulator/faults.properties");
        Files.writeString(file, Files.readString(file) + "02=upside-down\nnonsense\n");

        simulator = simulator(port, 3);
        assertEquals(
                List.of(FaultKind.DARK, FaultKind.NONE, FaultKind.FROZEN),
                simulator.cameras().stream().map(SimulatedCamera::fault).toList());
        SimulatedCamera dark = simulator.find("1").orElseThrow();
        assertThrows(ConnectException.class, () -> connect(dark).close());
    }

    @Test
    @DisplayName("a port that is taken costs one camera, not the others")
    void portTaken() throws Exception {
        int port = start(3);
        simulator.close();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", port + 2));
            simulator = simulator(port, 3);
            assertEquals(
                    List.of("01", "03"),
                    simulator.cameras().stream().map(SimulatedCamera::name).toList());
        }
    }

    @Test
    @DisplayName("finds a camera by the platform's id through the address that is registered")
    void findsByPlatformId() throws Exception {
        start(3);
        register("abcdefghijkl", simulator.find("3").orElseThrow().address());
        assertEquals("03", simulator.find("abcdefghijkl").orElseThrow().name());
        assertEquals(Optional.empty(), simulator.find("zzzzzzzzzzzz"));
        assertEquals(Optional.empty(), simulator.find("99"));
    }

    @Test
    @DisplayName("36 cameras are served on one thread, each with pictures")
    void oneThread() throws Exception {
        start(36);
        List<Viewer> viewers = new ArrayList<>();
        try (RtspClient client = new RtspClient(options(Duration.ofSeconds(20)))) {
            long before = simulatorThreads();
            for (SimulatedCamera camera : simulator.cameras()) {
                Viewer viewer = new Viewer();
                viewers.add(viewer);
                client.open(sub(camera), login(), viewer);
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> viewers.stream().allMatch(viewer -> viewer.pictures.get() > 10));
            assertEquals(1, before);
            assertEquals(before, simulatorThreads());
        }
    }

    @Test
    @DisplayName("the command names what it does not know")
    void command() throws Exception {
        start(1);
        FaultCommand command = new FaultCommand();
        command.simulator = simulator;
        command.camera = "77";
        command.kind = "dark";
        assertTrue(assertThrows(IllegalArgumentException.class, command::execute)
                .getMessage()
                .contains("77"));
        command.camera = "1";
        command.kind = "upside-down";
        assertTrue(assertThrows(IllegalArgumentException.class, command::execute)
                .getMessage()
                .contains("frozen"));
        command.kind = "frozen";
        command.execute();
        assertEquals(FaultKind.FROZEN, simulator.find("1").orElseThrow().fault());
    }

    @Test
    @DisplayName("the command's help and the operators' guide name every kind of fault")
    void help() throws Exception {
        String help = FaultCommand.class
                .getDeclaredField("kind")
                .getAnnotation(Argument.class)
                .description();
        assertEquals(FaultKind.words(), List.of(help.split(", | or ")));
        String guide = Files.readString(Path.of("../../../docs/operate.md"));
        for (String word : FaultKind.words()) {
            assertTrue(guide.contains("`" + word + "`"), word);
        }
    }

    /** Starts so many cameras on consecutive free ports; returns the port before them. */
    private int start(int cameras) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            simulator = simulator(port, cameras);
            if (simulator.cameras().size() == cameras) {
                return port;
            }
            simulator.close();
        }
        throw new IOException("no free ports");
    }

    private Simulator simulator(int port, int cameras) throws IOException {
        return new Simulator(
                Configurations.of(SimulatorConfiguration.class, Map.of("port", port, "cameras", cameras)), state);
    }

    private static Socket connect(SimulatedCamera camera) throws IOException {
        return new Socket(camera.address().getHost(), camera.address().getPort());
    }

    private static URI sub(SimulatedCamera camera) {
        return camera.address().resolve("sub");
    }

    private static RtspLogin login() {
        return new RtspLogin(LOGIN.user(), LOGIN.password());
    }

    private static RtspClientOptions options(Duration silence) {
        Duration patience = Duration.ofSeconds(20);
        return new RtspClientOptions(1, patience, patience, silence, "Test");
    }

    private CameraException.Kind refusal(Endpoint endpoint) {
        return assertThrows(CameraException.class, () -> driver.open(endpoint, LOGIN))
                .kind();
    }

    private static long simulatorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("simulator"))
                .count();
    }

    /** As the component runtime would do it. */
    private void register(String id, URI address) throws ReflectiveOperationException {
        Camera camera = new Camera(
                id, "Simpang", "simpang", "kota", "03", "simulator", new Endpoint(address), "1", Scene.STREET, true);
        Cameras registry = (Cameras) Proxy.newProxyInstance(
                Cameras.class.getClassLoader(),
                new Class<?>[] {Cameras.class},
                (p, m, a) -> m.getName().equals("find") && id.equals(a[0]) ? Optional.of(camera) : Optional.empty());
        Field field = Simulator.class.getDeclaredField("registry");
        field.setAccessible(true);
        field.set(simulator, registry);
    }

    private static final class Viewer implements PullListener {
        final AtomicInteger pictures = new AtomicInteger();
        final AtomicReference<RtspFailure> end = new AtomicReference<>();
        final List<String> sizes = new java.util.concurrent.CopyOnWriteArrayList<>();
        volatile byte[] keyPicture = {};
        volatile boolean steady = true;
        volatile long step;
        volatile Long ahead;
        private long before;

        @Override
        public void playing(VideoFormat format) {
            sizes.add(format.width() + "x" + format.height());
        }

        @Override
        public void accessUnit(AccessUnit unit) {
            if (unit.key()) {
                byte[] bytes = new byte[unit.data().remaining()];
                unit.data().duplicate().get(bytes);
                keyPicture = bytes;
            }
            step = unit.dts() - before;
            steady &= pictures.getAndIncrement() == 0 || step == 6_000 || step == 9_000;
            before = unit.dts();
        }

        @Override
        public void clock(SenderReport report) {
            ahead = Math.round(
                    Duration.between(Instant.now(), report.wallClock()).toSeconds() / 60.0);
        }

        @Override
        public void closed(RtspFailure failure) {
            end.set(failure);
        }
    }
}
