package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.hls.HlsPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The timelines on disk")
class TimelinesTest {
    @TempDir
    Path folder;

    private Timelines start(long seconds) {
        return new Timelines(folder.resolve("live"), seconds);
    }

    @Test
    @DisplayName("begin behind every number that an earlier run may have used, in a new epoch")
    void goOn() {
        HlsPosition first = start(1_000).begin("gate");
        assertEquals(new HlsPosition(1_000, 0, 0), first);

        HlsPosition used = new HlsPosition(1_000, 799, 3);
        assertFalse(Timelines.due(first, used));
        HlsPosition second = start(2_000).begin("gate");
        assertEquals(2_000, second.epoch());
        assertTrue(second.mediaSequence() > used.mediaSequence());
        assertTrue(second.discontinuitySequence() > used.discontinuitySequence());
    }

    @Test
    @DisplayName("take a new epoch even when the clock went back")
    void clockWentBack() {
        start(2_000).begin("gate");
        assertEquals(2_001, start(1_000).begin("gate").epoch());
    }

    @Test
    @DisplayName("reserve the next block long before one is used up")
    void reserve() {
        Timelines run = start(1_000);
        HlsPosition first = run.begin("gate");
        HlsPosition far = new HlsPosition(1_000, 800, 1);
        assertTrue(Timelines.due(first, far));
        assertTrue(Timelines.due(first, new HlsPosition(1_000, 5, 800)));
        run.reserve("gate", far);
        assertEquals(1_800, start(2_000).begin("gate").mediaSequence());
    }

    @Test
    @DisplayName("that are damaged begin anew, but in an epoch of their own")
    void damaged() throws IOException {
        start(1_000).begin("gate");
        Path file = folder.resolve("live/gate.timeline");
        for (String content :
                List.of("", "epoch=x\n", "epoch=1\nsequence=99999999999999999999\n", "a".repeat(1 << 20))) {
            Files.writeString(file, content);
            assertEquals(new HlsPosition(3_000, 0, 0), start(3_000).begin("gate"));
        }
    }

    @Test
    @DisplayName("do not stop a camera when they cannot be written")
    void unwritable() throws IOException {
        Files.writeString(folder.resolve("live"), "a file where the folder should be");
        assertEquals(new HlsPosition(1_000, 0, 0), start(1_000).begin("gate"));
    }

    @Test
    @DisplayName("are forgotten with their camera")
    void forget() throws IOException {
        start(1_000).begin("gate");
        start(1_000).forget("gate");
        try (var files = Files.list(folder.resolve("live"))) {
            assertEquals(0, files.count());
        }
    }
}
