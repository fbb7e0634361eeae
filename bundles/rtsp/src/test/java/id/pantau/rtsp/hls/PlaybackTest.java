package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.rtsp.Chromium;
import id.pantau.rtsp.EncodedClip;
import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.client.PullOptions;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every test stream at once in one page of Chromium, each with low latency and without. With the system property {@code
 * pantau.playback.seconds} for so long, and then no player may run out of pictures a single time: see {@code
 * benchmarks/playback}. Without it for a few seconds, which a slow machine may stretch.
 */
@DisplayName("Every test stream")
class PlaybackTest {
    private static final Integer ASKED = Integer.getInteger("pantau.playback.seconds");
    private static final int SECONDS = ASKED == null ? 8 : ASKED;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    @Test
    @DisplayName(
            "plays in hls.js in Chromium, with and without low latency, and is decoded by ffmpeg without a complaint")
    void plays() throws Exception {
        GStreamerCamera.requirePackages("ffmpeg", "chromium");
        Map<String, RecordedHls> recorded = new LinkedHashMap<>();
        JsonNode report;
        try (TestStreams cameras = new TestStreams(folder);
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            cameras.uris().forEach((name, uri) -> {
                RecordedHls hls = new RecordedHls(folder, HlsOptions.defaults());
                recorded.put(name, hls);
                PullOptions how = PullOptions.defaults();
                client.open(uri, null, name.equals(TestStreams.AAC) ? how.withAudio() : how, hls);
            });
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> recorded.values().stream().allMatch(hls -> hls.segments() >= 2));
            report = report(recorded);
        }
        assertAll(problems(report));
        for (Map.Entry<String, RecordedHls> stream : recorded.entrySet()) {
            for (Path file : stream.getValue().files()) {
                assertEquals("", EncodedClip.complaints(file), stream.getKey());
            }
            stream.getValue().close();
        }
    }

    private static JsonNode report(Map<String, RecordedHls> recorded) throws Exception {
        Map<String, HlsStream> streams = new LinkedHashMap<>();
        recorded.forEach((name, hls) -> streams.put(name, hls.stream()));
        int patience = 3 * SECONDS + 60;
        try (PlaybackServer server = new PlaybackServer(streams)) {
            Process browser = Chromium.open(
                    server.page(SECONDS, patience),
                    folder.resolve("profile"),
                    "--autoplay-policy=no-user-gesture-required",
                    "--window-size=1280,1024");
            try {
                JsonNode report = server.report.get(patience + 60, TimeUnit.SECONDS);
                System.err.println(report.path("browser").asText() + ", hls.js "
                        + report.path("hls").asText());
                PlaybackServer.lines(report).forEach(System.err::println);
                assertEquals(List.of(), server.missing);
                return report;
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly();
            }
        }
    }

    private static List<Executable> problems(JsonNode report) {
        List<Executable> problems = new ArrayList<>();
        for (JsonNode seen : report.path("all")) {
            String who = seen.path("name").asText() + ", " + seen.path("mode").asText() + ": " + seen;
            if (seen.path("name").asText().equals(TestStreams.H265)
                    && !seen.path("fatal").asText().isEmpty()) {
                problems.add(() -> assertTrue(isRefusedCodec(seen), who));
                continue;
            }
            problems.add(() -> assertEquals("", seen.path("fatal").asText(), who));
            problems.add(() -> assertTrue(seen.path("shown").asDouble() >= SECONDS, who));
            problems.add(() -> assertEquals(0, seen.path("backwards").asInt(), who));
            boolean sound = seen.path("name").asText().equals(TestStreams.AAC);
            problems.add(() -> assertEquals(sound, seen.path("sound").asBoolean(), who));
            if (ASKED != null) {
                problems.add(() -> assertEquals(0, seen.path("waits").asInt(), who));
            }
        }
        return problems;
    }

    /** A browser without H.265 says so at once, by what the playlist calls it. */
    private static boolean isRefusedCodec(JsonNode seen) {
        return seen.path("fatal").asText().startsWith("manifestIncompatibleCodecsError");
    }
}
