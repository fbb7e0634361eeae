package id.pantau.recording;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.CameraState;
import id.pantau.model.StreamStats;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.Live;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import id.pantau.service.NotSharedException;
import id.pantau.service.Recordings.StorageInfo;
import id.pantau.service.Sharing;
import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.SegmentStore.Segment;
import id.pantau.storage.filesystem.FilesystemStorage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RecorderTest {
    private Optional<Text> obstacle = Optional.empty();
    private Optional<Text> ended = Optional.empty();

    private static final Text REVOKED = new Text("Perjanjian 12/2026 dicabut.", "Agreement 12/2026 was revoked.");
    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");

    @TempDir
    Path folder;

    private final FakeLive live = new FakeLive();
    private final Sharing sharing = new Sharing() {
        @Override
        public Optional<Text> obstacle(String camera, Use use, Instant at) {
            return use == Use.RECORDED ? obstacle : Optional.empty();
        }

        @Override
        public Optional<Text> ended(String camera, Use use, Instant at) {
            return use == Use.RECORDED ? ended : Optional.empty();
        }
    };

    private final Recorder recorder = recorder(Set.of("gate07"));

    @AfterEach
    void stop() {
        recorder.stop();
        assertEquals(0, live.open.get(), "media that was not closed");
        assertEquals(Set.of(), live.viewers);
    }

    @Test
    @DisplayName("a chosen camera's closed segment is stored as one file, init first, and found by time")
    void recordsEndToEnd() throws Exception {
        recorder.add(1, "filesystem", new FilesystemStorage(folder, 1_000_000));
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RecordingRoutes(recorder, Duration.ofHours(1), Duration.ofHours(1)));
            camel.start();
            for (int i = 0; i < 3; i++) {
                camel.createProducerTemplate().sendBody(Facts.topic(Fact.SEGMENT_CLOSED), live.close("gate07", i));
                camel.createProducerTemplate().sendBody(Facts.topic(Fact.SEGMENT_CLOSED), live.close("gate08", i));
            }
            await().until(() -> all("gate07").size() == 3);
        }
        Segment second = new Segment("gate07", NOON.plusSeconds(4), NOON.plusSeconds(8));
        assertEquals(List.of(second), recorder.find("gate07", NOON.plusSeconds(5), NOON.plusSeconds(6)));
        try (InputStream in = recorder.read(second)) {
            assertArrayEquals("init|gate07 segment 1".getBytes(), in.readAllBytes());
        }
        assertEquals(List.of(), all("gate08"));
        assertEquals(0, recorder.lost());
        StorageInfo info = recorder.storages().get(0);
        assertEquals("filesystem", info.name());
        assertTrue(info.inUse());
        assertEquals(3, info.usage().orElseThrow().segments());
        assertEquals("", info.problem());
    }

    @Test
    @DisplayName("all cameras are recorded when the setting says so, and none by default")
    void choosesCameras() {
        assertTrue(new RecordingSettings(Set.of("*"), Duration.ofDays(1), "filesystem").records("gate99"));
        Recorder none = recorder(Set.of());
        none.closed(live.close("gate07", 0));
        assertEquals(0, none.lost());
        none.stop();
    }

    @Test
    @DisplayName("what its owner does not share is not recorded, and when the agreement is over nothing of it is read")
    void owner() throws Exception {
        recorder.add(1, "filesystem", new FilesystemStorage(folder, 1_000_000));
        obstacle = Optional.of(REVOKED);
        recorder.closed(live.close("gate07", 0));
        obstacle = Optional.empty();
        recorder.closed(live.close("gate07", 1));
        Segment second = new Segment("gate07", NOON.plusSeconds(4), NOON.plusSeconds(8));
        await().until(() -> all("gate07").equals(List.of(second)));
        assertEquals(0, recorder.lost());

        ended = Optional.of(REVOKED);
        assertEquals(
                REVOKED,
                assertThrows(NotSharedException.class, () -> all("gate07")).reason());
        assertThrows(NotSharedException.class, () -> recorder.read(second));
    }

    @Test
    @DisplayName("retention deletes what ended its days ago, of cameras that are not recorded any more too")
    void deletesOldRecordings() throws Exception {
        FilesystemStorage store = new FilesystemStorage(folder, 1_000_000);
        Instant limit = NOON.minus(Duration.ofDays(7));
        Segment old = new Segment("gone01", limit.minusSeconds(4), limit);
        Segment young = new Segment("gone01", limit.minusSeconds(2), limit.plusMillis(1));
        for (Segment segment : List.of(old, young)) {
            try (SegmentStore.Draft draft = store.begin(segment)) {
                draft.commit();
            }
        }
        recorder.add(1, "filesystem", store);
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RecordingRoutes(recorder, Duration.ofMillis(1), Duration.ofHours(1)));
            camel.start();
            await().until(() -> all("gone01").size() == 1);
        }
        assertEquals(List.of(young), all("gone01"));
    }

    @Test
    @DisplayName("a store can be swapped; what closes while it is absent is lost, counted and explained")
    void survivesSwap() throws Exception {
        recorder.add(1, "filesystem", new FilesystemStorage(folder, 1_000_000));
        recorder.closed(live.close("gate07", 0));
        await().until(() -> all("gate07").size() == 1);
        recorder.remove(1);
        recorder.closed(live.close("gate07", 1));
        assertEquals(1, recorder.lost());
        assertEquals(
                "storage filesystem is not installed",
                assertThrows(IOException.class, () -> all("gate07")).getMessage());
        assertEquals(List.of(), recorder.storages());

        recorder.add(2, "filesystem", new FilesystemStorage(folder, 1_000_000));
        recorder.closed(live.close("gate07", 2));
        await().until(() -> all("gate07").size() == 2);
        assertEquals(
                "1 segments lost since the recorder started, the latest because storage filesystem is not installed",
                recorder.storages().get(0).problem());
    }

    @Test
    @DisplayName("a store that throws anything loses segments and nothing else")
    void survivesThrowingStores() {
        for (Throwable thrown : List.of(
                new IOException("disk full"),
                new IllegalStateException(),
                new NoClassDefFoundError("org/example/Gone"))) {
            long before = recorder.lost();
            recorder.add(1, "filesystem", store(() -> {
                throw thrown;
            }));
            recorder.closed(live.close("gate07", 0));
            await().until(() -> recorder.lost() == before + 1);
            assertThrows(IOException.class, () -> all("gate07"));
            assertTrue(recorder.storages().get(0).usage().isEmpty());
            recorder.deleteOld();
            recorder.remove(1);
        }
    }

    @Test
    @DisplayName("a store that answers null is an error with its name")
    void survivesNullAnswers() {
        recorder.add(1, "filesystem", store(() -> {}));
        assertEquals(
                "storage filesystem answers null",
                assertThrows(IOException.class, () -> all("gate07")).getMessage());
    }

    @Test
    @DisplayName("a store that blocks for ever keeps neither the route nor a question nor its own removal waiting")
    void survivesBlockingStores() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        recorder.add(1, "filesystem", store(() -> {
            inside.incrementAndGet();
            release.await();
        }));
        int closed = 1_000;
        for (int i = 0; i < closed; i++) {
            recorder.closed(live.close("gate07", i));
        }
        await().until(() -> inside.get() == 2);
        assertEquals(closed - 2 - 128, recorder.lost());
        assertTrue(assertThrows(IOException.class, () -> all("gate07"))
                .getMessage()
                .contains("does not answer"));
        recorder.remove(1);
        await().until(() -> recorder.lost() == closed);
        release.countDown();
    }

    @Test
    @DisplayName("what the live buffer has dropped, or a fact without its times, is lost with a reason")
    void explainsMissingMedia() {
        recorder.add(1, "filesystem", new FilesystemStorage(folder, 1_000_000));
        live.close("gate07", 0);
        recorder.closed(new Fact(
                Fact.SEGMENT_CLOSED,
                "gate07",
                NOON,
                Map.of(
                        "name",
                        "gone",
                        "initName",
                        "init",
                        "start",
                        NOON.toString(),
                        "end",
                        NOON.plusSeconds(4).toString())));
        await().until(() -> recorder.lost() == 1);
        assertTrue(recorder.storages().get(0).problem().endsWith("the live buffer has dropped it already"));
        recorder.closed(new Fact(Fact.SEGMENT_CLOSED, "gate07", NOON, Map.of("name", "x")));
        await().until(() -> recorder.lost() == 2);
        assertTrue(recorder.storages().get(0).problem().endsWith("the fact has no start"));
    }

    @Test
    @DisplayName("a camera or a storage that cannot exist is refused as configuration")
    void checksItsConfiguration() {
        RecordingCheck check = new RecordingCheck();
        assertEquals(Optional.empty(), check.problem(Map.of()));
        assertEquals(Optional.empty(), check.problem(Map.of("cameras", List.of("gate07, gate08", "*"))));
        assertTrue(
                check.problem(Map.of("cameras", List.of("../x"))).orElseThrow().startsWith("cameras: "));
        assertTrue(check.problem(Map.of("storage", "S3!")).orElseThrow().startsWith("storage: "));
    }

    private Recorder recorder(Set<String> cameras) {
        RecordingSettings settings = new RecordingSettings(cameras, Duration.ofDays(7), "filesystem");
        return new Recorder(live, sharing, settings, Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofMillis(500));
    }

    private List<Segment> all(String camera) throws IOException {
        return recorder.find(camera, Instant.MIN, Instant.MAX);
    }

    /** A store whose every method does the same. */
    private static SegmentStore store(Behaviour behaviour) {
        return (SegmentStore) Proxy.newProxyInstance(
                SegmentStore.class.getClassLoader(), new Class<?>[] {SegmentStore.class}, (self, method, arguments) -> {
                    behaviour.act();
                    return null;
                });
    }

    private interface Behaviour {
        void act() throws Throwable;
    }

    /** Media in memory, and who asked for it. */
    private static final class FakeLive implements Live {
        final Map<String, String> media = new ConcurrentHashMap<>();
        final Set<String> viewers = ConcurrentHashMap.newKeySet();
        final AtomicInteger open = new AtomicInteger();

        Fact close(String camera, int index) {
            String name = "segment-" + index + ".m4s";
            media.put(camera + "/init-1.mp4", "init|");
            media.put(camera + "/" + name, camera + " segment " + index);
            Instant start = NOON.plusSeconds(4L * index);
            return new Fact(
                    Fact.SEGMENT_CLOSED,
                    camera,
                    start.plusSeconds(4),
                    Map.of(
                            "name",
                            name,
                            "initName",
                            "init-1.mp4",
                            "start",
                            start.plusNanos(999).toString(),
                            "end",
                            start.plusSeconds(4).plusNanos(1).toString()));
        }

        @Override
        public Optional<CameraState> state(String camera) {
            return Optional.empty();
        }

        @Override
        public boolean hasMain(String camera) {
            return false;
        }

        @Override
        public StreamStats stats(String camera) {
            return StreamStats.NONE;
        }

        @Override
        public MediaAnswer ask(MediaRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<MediaReader> read(String camera, String viewer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Runnable watch(Consumer<String> changed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<MediaResource> media(String camera, String name, String viewer) {
            if (!viewer.isEmpty()) {
                viewers.add(viewer);
            }
            return Optional.ofNullable(media.get(camera + "/" + name)).map(FakeResource::new);
        }

        private final class FakeResource implements MediaResource {
            private final byte[] bytes;

            FakeResource(String text) {
                bytes = text.getBytes();
                open.incrementAndGet();
            }

            @Override
            public String contentType() {
                return "video/mp4";
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public List<ByteBuffer> body() {
                int half = bytes.length / 2;
                ByteBuffer direct =
                        ByteBuffer.allocateDirect(half).put(bytes, 0, half).flip();
                return List.of(
                        direct.asReadOnlyBuffer(),
                        ByteBuffer.wrap(bytes, half, bytes.length - half).slice());
            }

            @Override
            public boolean immutable() {
                return true;
            }

            @Override
            public String etag() {
                return "\"1\"";
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        }
    }
}
