package id.pantau.vision;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.Snapshot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Workers")
class WorkersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How many broken pictures a worker gets: more of them by {@code -Dvision.broken=10000}. */
    private static final int BROKEN = Integer.getInteger("vision.broken", 500);

    private final TestDesk desk = new TestDesk();
    private final TestLive live = new TestLive();
    private final Album album = new Album(16 << 20, desk::inspection);
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Shards> opened = new ArrayList<>();

    private Shards open(VisionSettings settings) throws IOException {
        return open(settings, TestWorkers.files());
    }

    private Shards open(VisionSettings settings, WorkerFiles files) throws IOException {
        live.cameras.keySet().forEach(album::add);
        Shards shards = new Shards(live, album, files, settings, refusals::add);
        opened.add(shards);
        shards.open();
        return shards;
    }

    @AfterEach
    void close() {
        opened.forEach(Shards::close);
    }

    private Snapshot picture(String camera, Instant after) {
        await().atMost(PATIENCE)
                .until(() -> album.newest(camera, Instant.now())
                        .filter(s -> s.takenAt().isAfter(after))
                        .isPresent());
        return album.newest(camera, Instant.now()).orElseThrow();
    }

    private static BufferedImage image(Snapshot snapshot) throws IOException {
        byte[] file = new byte[snapshot.jpeg().remaining()];
        snapshot.jpeg().get(file);
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private ProcessHandle worker(Shards shards) {
        await().atMost(PATIENCE).until(() -> shards.processes().size() == 1);
        return shards.processes().get(0);
    }

    private static void shows(int width, int height, BufferedImage image) {
        assertEquals(width + "x" + height, image.getWidth() + "x" + image.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < width; x += 16) {
            for (int y = 0; y < height; y += 16) {
                colours.add(image.getRGB(x, y) & 0xc0c0c0);
            }
        }
        assertTrue(colours.size() > 8, "a test card has more colours than " + colours.size());
    }

    @Test
    @DisplayName("decode H.264 and H.265 in the stream's size")
    void decode() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        live.cameras.put("hevc", TestCamera.h265());
        Instant before = Instant.now();
        open(TestWorkers.EAGER);
        shows(640, 360, image(picture("avc", before)));
        shows(480, 270, image(picture("hevc", before)));
    }

    @Test
    @DisplayName("show the camera's colours: red is red, and white is white")
    void colours() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        open(TestWorkers.EAGER);
        BufferedImage image = image(picture("avc", Instant.EPOCH));
        int brightest = 0;
        int darkest = 255;
        for (int x = 0; x < image.getWidth(); x += 4) {
            for (int y = 0; y < image.getHeight(); y += 4) {
                int green = image.getRGB(x, y) >> 8 & 0xff;
                brightest = Math.max(brightest, green);
                darkest = Math.min(darkest, green);
            }
        }
        assertTrue(brightest > 245 && darkest < 10, "from " + darkest + " to " + brightest);
    }

    @Test
    @DisplayName("take no pictures of a camera that is not live")
    void dark() throws Exception {
        live.cameras.put("dark", TestCamera.h264());
        live.cameras.put("light", TestCamera.h264());
        live.dark.add("dark");
        open(TestWorkers.EAGER);
        Snapshot first = picture("light", Instant.EPOCH);
        picture("light", first.takenAt());
        assertEquals(0, live.cameras.get("dark").reads());
    }

    @Test
    @DisplayName("are as many as configured, and share the cameras")
    void shards() throws Exception {
        for (int i = 0; i < 5; i++) {
            live.cameras.put("c" + i, TestCamera.h264());
        }
        Shards shards = open(new VisionSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1600,
                3,
                256,
                Duration.ofSeconds(10)));
        for (int i = 0; i < 5; i++) {
            picture("c" + i, Instant.EPOCH);
        }
        assertEquals(3, shards.processes().size());
    }

    @Test
    @DisplayName("that crash are replaced, and pictures come again at once")
    void crash() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        Shards shards = open(new VisionSettings(
                Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), 1600, 1, 256, Duration.ofSeconds(10)));
        picture("avc", Instant.EPOCH);
        ProcessHandle first = worker(shards);
        Instant before = Instant.now();
        TestWorkers.signal("SEGV", first);
        await().atMost(PATIENCE).until(() -> !first.isAlive());
        picture("avc", before);
        assertFalse(worker(shards).pid() == first.pid());
    }

    @Test
    @DisplayName("that hang are replaced after the deadline for a picture")
    void hang() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        Shards shards = open(new VisionSettings(
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                1600,
                1,
                256,
                Duration.ofSeconds(2)));
        picture("avc", Instant.EPOCH);
        ProcessHandle first = worker(shards);
        TestWorkers.signal("STOP", first);
        await().atMost(PATIENCE).until(() -> !first.isAlive());
        picture("avc", Instant.now());
    }

    @Test
    @DisplayName("that take too much memory are replaced")
    void bloat() throws Exception {
        for (int i = 0; i < 8; i++) {
            live.cameras.put("c" + i, TestCamera.h264());
        }
        Shards shards = open(new VisionSettings(
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                1600,
                1,
                48,
                Duration.ofSeconds(10)));
        Set<ProcessHandle> seen = new HashSet<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            seen.addAll(shards.processes());
            return seen.size() >= 2;
        });
        assertEquals(1, seen.stream().filter(ProcessHandle::isAlive).count(), "one was replaced by the other");
    }

    @Test
    @DisplayName("that crash again and again are replaced less and less often")
    void throttled() throws Exception {
        for (int i = 0; i < 8; i++) {
            live.cameras.put("c" + i, TestCamera.h264());
        }
        Shards shards = open(TestWorkers.EAGER);
        long begun = System.nanoTime();
        Set<Long> seen = new HashSet<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            for (ProcessHandle process : shards.processes()) {
                seen.add(process.pid());
                process.destroyForcibly();
            }
            return seen.size() >= 4;
        });
        Duration waited = Duration.ofMillis(250 + 500 + 1000);
        assertTrue(System.nanoTime() - begun >= waited.toNanos(), "three replacements take " + waited + " at least");
    }

    @Test
    @DisplayName("may die of broken pictures, and the other cameras still have theirs")
    void broken() throws Exception {
        live.cameras.put("good", TestCamera.h264());
        live.cameras.put("bad", TestCamera.broken(42, 20));
        live.cameras.put("worse", TestCamera.broken(43, 200));
        open(TestWorkers.EAGER);
        await().atMost(Duration.ofMinutes(30))
                .until(() -> live.cameras.get("bad").reads() >= BROKEN
                        && live.cameras.get("worse").reads() >= BROKEN);
        shows(640, 360, image(picture("good", Instant.now())));
        assertEquals(List.of(), refusals);
    }

    @Test
    @DisplayName("are gone when the bundle is")
    void gone() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        Shards shards = open(TestWorkers.EAGER);
        picture("avc", Instant.EPOCH);
        ProcessHandle process = worker(shards);
        shards.close();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        assertEquals(List.of(), shards.processes());
    }

    @Test
    @DisplayName("decode on a server, which has no libraries for screens and sound cards")
    void withoutDevices() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        WorkerFiles files = TestWorkers.files();
        Path folder = Files.createDirectories(Path.of("target", "worker-server").toAbsolutePath());
        List<Path> classPath = new ArrayList<>();
        for (Path path : files.classPath()) {
            boolean whole = !path.toString().matches(".*ffmpeg.*linux-x86_64.*");
            classPath.add(whole ? path : TestWorkers.without("avdevice", path, folder));
        }
        open(TestWorkers.EAGER, new WorkerFiles(folder, classPath));
        shows(640, 360, image(picture("avc", Instant.EPOCH)));
    }

    @Test
    @DisplayName("that find no native code for the machine say so, and it is left at that")
    void unable() throws Exception {
        live.cameras.put("avc", TestCamera.h264());
        WorkerFiles files = TestWorkers.files();
        List<Path> withoutNative = files.classPath().stream()
                .filter(path -> !path.toString().contains("linux-x86_64"))
                .toList();
        Path folder = Files.createDirectories(Path.of("target", "worker-unable").toAbsolutePath());
        Shards shards = open(TestWorkers.EAGER, new WorkerFiles(folder, withoutNative));
        await().atMost(PATIENCE).until(() -> !refusals.isEmpty());
        await().atMost(PATIENCE).until(() -> shards.processes().isEmpty());
        assertEquals(1, refusals.size());
    }
}
