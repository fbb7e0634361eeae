package id.pantau.rtsp.hls;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.EncodedClip;
import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.server.Mount;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A film that ffmpeg encoded, played by a camera and packaged for HLS,")
class EncodedClipsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String X264 = "-c:v libx264 -preset ultrafast ";

    @TempDir
    static Path folder;

    /** One film: how it is coded, and how far apart its pictures are shown, in ticks of 90 kHz. */
    private record Film(String picture, int rate, int seconds, String options, long ticks) {}

    private static final Map<String, Film> FILMS = new LinkedHashMap<>();

    static {
        FILMS.put("without B-frames", film("320x180", 25, 4, "-bf 0 -g 25"));
        FILMS.put("with B-frames", film("320x180", 25, 4, "-bf 3 -b_strategy 0 -g 25"));
        FILMS.put(
                "with B-frames that others refer to",
                film("320x180", 30, 4, "-bf 7 -b_strategy 0 -x264-params b-pyramid=normal:ref=5 -g 30"));
        FILMS.put("with five pictures a second", film("320x180", 5, 4, "-bf 2 -b_strategy 0 -g 5"));
        FILMS.put("with fifteen pictures a second", film("322x182", 15, 4, "-bf 2 -b_strategy 0 -g 15"));
        FILMS.put("cropped", film("1918x1078", 10, 2, "-bf 2 -b_strategy 0 -g 10"));
        FILMS.put(
                "with seven seconds between key pictures",
                film("320x180", 25, 7, "-bf 2 -b_strategy 0 -g 175 -sc_threshold 0"));
    }

    private static Film film(String picture, int rate, int seconds, String options) {
        return new Film(picture, rate, seconds, X264 + options, 90_000L / rate);
    }

    @BeforeAll
    static void requireFfmpeg() throws Exception {
        GStreamerCamera.requirePackages("ffmpeg");
    }

    @TestFactory
    @DisplayName("is decoded whole, evenly, and without a complaint")
    Stream<DynamicTest> isDecodedWhole() throws Exception {
        Map<String, RecordedHls> recorded = new LinkedHashMap<>();
        try (RtspServer server = RtspServer.start();
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            for (Map.Entry<String, Film> entry : FILMS.entrySet()) {
                String path = "/" + recorded.size();
                server.mount(path, clip(entry.getValue()));
                RecordedHls hls = new RecordedHls(folder);
                recorded.put(entry.getKey(), hls);
                client.open(server.uri(path), null, hls);
            }
            await().atMost(PATIENCE).until(() -> recorded.values().stream().allMatch(r -> r.segments() >= 4));
        }
        return recorded.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> check(FILMS.get(entry.getKey()), entry.getValue())));
    }

    @Test
    @DisplayName("goes on in another size, announced once and in a file of its own")
    void changesItsSize() throws Exception {
        try (RtspServer server = RtspServer.start();
                RtspClient client = new RtspClient(RtspClientOptions.defaults());
                RecordedHls hls = new RecordedHls(folder)) {
            Mount mount = server.mount("/live", clip(film("320x180", 25, 1, "-bf 2 -g 25")));
            client.open(server.uri("/live"), null, hls);
            await().atMost(PATIENCE).until(() -> hls.segments() >= 2);
            mount.clip(clip(film("638x358", 25, 1, "-bf 0 -g 25")));
            await().atMost(PATIENCE).until(() -> hls.files().size() == 2);
            int before = hls.segments();
            await().atMost(PATIENCE).until(() -> hls.segments() >= before + 2);
            assertEquals(
                    List.of(180, 358), hls.formats.stream().map(f -> f.height()).toList());
            for (Path file : hls.files()) {
                assertEquals("", EncodedClip.complaints(file));
            }
        }
    }

    private static void check(Film film, RecordedHls hls) throws Exception {
        assertEquals(1, hls.formats.size());
        Path file = hls.files().get(0);
        assertEquals("", EncodedClip.complaints(file));
        List<Long> shown = EncodedClip.shown(file);
        assertTrue(shown.size() > 10, "pictures are shown");
        int cutOff = 4;
        for (int i = 1; i < shown.size() - cutOff; i++) {
            assertEquals(film.ticks(), shown.get(i) - shown.get(i - 1), "picture " + i);
        }
        hls.close();
    }

    private static VideoClip clip(Film film) throws Exception {
        byte[] file = EncodedClip.make(folder, film.picture(), film.rate(), film.seconds(), film.options());
        return VideoClip.readMp4(new ByteArrayInputStream(file));
    }
}
