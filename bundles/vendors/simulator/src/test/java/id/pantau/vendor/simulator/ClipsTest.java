package id.pantau.vendor.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.server.VideoClip;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClipsTest {
    private static final long MAX_BYTES = 20_000_000;

    @Test
    @DisplayName("every camera has a film of its own in both sizes, 8 s long")
    void films() {
        Clips clips = new Clips();
        for (int number = 1; number <= Clips.CAMERAS; number++) {
            String name = String.format(Locale.ROOT, "%02d", number);
            VideoClip main = clips.of(name, SimulatedCamera.MAIN);
            assertEquals("1280x720 PT8S", main.width() + "x" + main.height() + " " + main.duration(), name);
            VideoClip sub = clips.of(name, SimulatedCamera.SUB);
            assertEquals("640x360 PT8S", sub.width() + "x" + sub.height() + " " + sub.duration(), name);
            assertEquals(Duration.ofSeconds(8).toMillis() / 100, sub.pictures(), name);
        }
    }

    @Test
    @DisplayName("no two films are the same, and all together fit into the bundle's budget")
    void different() throws IOException {
        Set<Long> sums = new HashSet<>();
        long bytes = 0;
        for (int number = 1; number <= Clips.CAMERAS; number++) {
            for (String stream : new String[] {SimulatedCamera.MAIN, SimulatedCamera.SUB}) {
                String name = String.format(Locale.ROOT, "clips/%02d-%s.mp4", number, stream);
                try (InputStream in = Clips.class.getResourceAsStream(name)) {
                    byte[] file = in.readAllBytes();
                    CRC32 sum = new CRC32();
                    sum.update(file);
                    sums.add(sum.getValue());
                    bytes += file.length;
                }
            }
        }
        assertEquals(2 * Clips.CAMERAS, sums.size());
        assertTrue(bytes < MAX_BYTES, bytes + " bytes");
    }
}
