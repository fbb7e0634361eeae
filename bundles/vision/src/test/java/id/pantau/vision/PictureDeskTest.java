package id.pantau.vision;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.CodedPicture;
import id.pantau.model.SceneGuess;
import id.pantau.model.SceneGuess.Kind;
import id.pantau.rtsp.hls.HlsResource;
import id.pantau.rtsp.hls.PartReader;
import id.pantau.rtsp.server.VideoClip;
import id.pantau.service.PictureReader.Reading;
import id.pantau.service.Snapshot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A single picture, decoded in a worker")
class PictureDeskTest {
    private static final Path CLIPS =
            Path.of("../vendors/simulator/src/main/resources/id/pantau/vendor/simulator/clips");
    private static final int SCENES = 36;

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private PictureDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new PictureDesk(TestWorkers.files(), TestWorkers.EAGER, refusals::add);
    }

    @AfterEach
    void close() {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("comes out as a JPEG file in its own size, with the moment it was taken")
    void decoded() throws Exception {
        Instant then = Instant.parse("2026-11-29T03:00:00Z");
        Reading reading = desk.read(new CodedPicture(CodedPicture.Form.VIDEO, clip("01-sub"), then), List.of())
                .orElseThrow();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(reading.picture())));
        assertEquals("640x360", image.getWidth() + "x" + image.getHeight());
        assertEquals(then, reading.picture().takenAt());
        assertEquals(List.of(), refusals);
    }

    @Test
    @DisplayName("of which nothing can be made says so, and the next one is decoded")
    void nonsense() throws Exception {
        CodedPicture nonsense =
                new CodedPicture(CodedPicture.Form.VIDEO, ByteBuffer.wrap(new byte[3000]), Instant.now());
        assertEquals(Optional.empty(), desk.read(nonsense, List.of()));
        assertTrue(read("01-sub", List.of()).picture().jpeg().hasRemaining());
    }

    @Test
    @DisplayName("shows the same as another rendition of its camera and as itself, and not the same as other scenes")
    void sameView() throws Exception {
        List<Snapshot> scenes = new ArrayList<>();
        for (int i = 1; i <= SCENES; i += 3) {
            scenes.add(read(name(i) + "-sub", List.of()).picture());
        }
        int alike = 0;
        for (int i = 0; i < scenes.size(); i++) {
            List<Boolean> same = read(name(1 + 3 * i) + "-main", scenes).sameView();
            assertTrue(same.get(i), "scene " + (1 + 3 * i) + " by its main stream");
            alike += (int) same.stream().filter(is -> is).count() - 1;
        }
        assertEquals(0, alike, "pairs of different scenes that are taken for the same");
    }

    /** What the rules make of drawn scenes; the documents give these figures. */
    @Test
    @DisplayName("is guessed to be of outdoors only when it is, and rooms are never taken for outdoors")
    void guesses() throws Exception {
        Map<Kind, Integer> streets = new EnumMap<>(Kind.class);
        for (int i = 1; i <= SCENES; i++) {
            streets.merge(read(name(i) + "-sub", List.of()).guess().kind(), 1, Integer::sum);
        }
        System.out.println("36 scenes outdoors: " + streets);
        assertTrue(streets.getOrDefault(Kind.OUTDOOR, 0) >= 12, streets.toString());
        assertTrue(streets.getOrDefault(Kind.INDOOR, 0) <= 4, streets.toString());
        for (int i = 1; i <= 3; i++) {
            SceneGuess room = read("indoor-" + i + "-sub", List.of()).guess();
            assertEquals(Kind.INDOOR, room.kind(), room.toString());
            assertEquals(
                    Kind.UNKNOWN,
                    read("covered-" + i + "-sub", List.of()).guess().kind());
        }
        for (String nothing : List.of("black-1-sub", "white-1-sub", "noise-1-sub")) {
            assertEquals(Kind.UNKNOWN, read(nothing, List.of()).guess().kind(), nothing);
        }
    }

    @Test
    @DisplayName("needs a process only while there are pictures")
    void ends() throws Exception {
        read("01-sub", List.of());
        long before = workers();
        assertTrue(before >= 1);
        desk.close();
        await().until(() -> workers() < before);
    }

    private static long workers() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private Reading read(String clip, List<Snapshot> others) throws Exception {
        return desk.read(new CodedPicture(CodedPicture.Form.VIDEO, clip(clip), Instant.now()), others)
                .orElseThrow();
    }

    private static String name(int scene) {
        return String.format("%02d", scene);
    }

    private static ByteBuffer clip(String name) throws IOException {
        try (InputStream in = Files.newInputStream(CLIPS.resolve(name + ".mp4"))) {
            TestCamera camera = TestCamera.of(VideoClip.readMp4(in));
            PartReader reader = camera.read();
            // until a segment is complete
            for (int i = 0; i < 20; i++) {
                reader = camera.read();
            }
            ByteArrayOutputStream media = new ByteArrayOutputStream();
            for (Optional<HlsResource> next = reader.next(); next.isPresent(); next = reader.next()) {
                try (HlsResource piece = next.get()) {
                    for (ByteBuffer bytes : piece.body()) {
                        byte[] copy = new byte[bytes.remaining()];
                        bytes.duplicate().get(copy);
                        media.writeBytes(copy);
                    }
                }
            }
            return ByteBuffer.wrap(media.toByteArray());
        }
    }

    private static byte[] bytes(Snapshot picture) {
        byte[] jpeg = new byte[picture.jpeg().remaining()];
        picture.jpeg().get(jpeg);
        return jpeg;
    }
}
