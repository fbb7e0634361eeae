package id.pantau.vendor.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.server.VideoClip;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClipsTest {
    private static final long MAX_BYTES = 20_000_000;
    private static final List<String> STREAMS = List.of(SimulatedCamera.MAIN, SimulatedCamera.SUB);
    static final List<FaultKind> OF_THE_PICTURE = List.of(
            FaultKind.BLACK,
            FaultKind.WHITE,
            FaultKind.BLURRED,
            FaultKind.COVERED,
            FaultKind.NOISE,
            FaultKind.MOVED,
            FaultKind.TURNED,
            FaultKind.ZOOMED,
            FaultKind.INDOOR);

    @Test
    @DisplayName("every camera has a film of its own in both sizes, 8 s long")
    void films() {
        Clips clips = new Clips();
        for (String name : cameras()) {
            VideoClip main = clips.of(name, SimulatedCamera.MAIN, FaultKind.NONE);
            assertEquals("1280x720 PT8S", main.width() + "x" + main.height() + " " + main.duration(), name);
            VideoClip sub = clips.of(name, SimulatedCamera.SUB, FaultKind.NONE);
            assertEquals("640x360 PT8S", sub.width() + "x" + sub.height() + " " + sub.duration(), name);
            assertEquals(Duration.ofSeconds(8).toMillis() / 100, sub.pictures(), name);
        }
    }

    @Test
    @DisplayName(
            "every fault that a picture shows has a film for every camera, in the size and pace of the camera's own")
    void filmsOfFaults() {
        Clips clips = new Clips();
        for (String camera : cameras()) {
            for (String stream : STREAMS) {
                VideoClip usual = clips.of(camera, stream, FaultKind.NONE);
                for (FaultKind fault : OF_THE_PICTURE) {
                    VideoClip film = clips.of(camera, stream, fault);
                    String what = Clips.resource(camera, stream, fault);
                    assertEquals(usual.width() + "x" + usual.height(), film.width() + "x" + film.height(), what);
                    assertEquals(pace(usual), pace(film), what);
                    assertTrue(film.duration().toSeconds() >= 2, what);
                }
            }
        }
    }

    @Test
    @DisplayName("no two films are the same, and all together fit into the bundle's budget")
    void different() throws IOException {
        Set<String> names = new HashSet<>();
        for (String camera : cameras()) {
            for (String stream : STREAMS) {
                for (FaultKind fault : FaultKind.values()) {
                    names.add(Clips.resource(camera, stream, fault));
                }
            }
        }
        Set<Long> sums = new HashSet<>();
        long bytes = 0;
        for (String name : names) {
            try (InputStream in = Clips.class.getResourceAsStream(name)) {
                byte[] file = in.readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(file);
                sums.add(sum.getValue());
                bytes += file.length;
            }
        }
        assertEquals(names.size(), sums.size());
        assertTrue(bytes < MAX_BYTES, bytes + " bytes");
    }

    private static long pace(VideoClip clip) {
        return clip.pictures() / clip.duration().toSeconds();
    }

    private static List<String> cameras() {
        return IntStream.rangeClosed(1, Clips.CAMERAS)
                .mapToObj(number -> String.format(Locale.ROOT, "%02d", number))
                .toList();
    }
}
