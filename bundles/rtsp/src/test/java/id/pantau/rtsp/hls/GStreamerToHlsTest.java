package id.pantau.rtsp.hls;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.rtsp.client.RtspPull;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A GStreamer camera, packaged for HLS,")
class GStreamerToHlsTest {
    private static final RtspLogin LOGIN = new RtspLogin("scott", "tiger");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<ClosedSegment> closed = new CopyOnWriteArrayList<>();
    private final SlabPool pool = new SlabPool(64 << 10, 16 << 20);
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(1), 3, 8 << 20), new HlsPosition(7, 100, 5), pool, closed::add);

    @ParameterizedTest(name = "{0}")
    @DisplayName("is decoded without a complaint by ffmpeg, however it encodes")
    @CsvSource({
        "no reordering, video/x-raw!width=320!height=240!framerate=25/1 % x264enc tune=zerolatency key-int-max=25",
        "B-frames, video/x-raw!width=320!height=240!framerate=25/1 % x264enc bframes=3 b-adapt=false speed-preset=1 key-int-max=25",
        "odd size and rate, video/x-raw!width=354!height=290!framerate=15/1 % x264enc speed-preset=1 key-int-max=30",
        "baseline, video/x-raw!width=320!height=240!framerate=30/1 % openh264enc gop-size=30",
        "five pictures a second and B-frames, video/x-raw!width=638!height=358!framerate=5/1 % x264enc bframes=2 speed-preset=1 key-int-max=5",
        "H.265, video/x-raw!width=320!height=240!framerate=15/1 % x265enc speed-preset=1 tune=zerolatency key-int-max=15 % rtph265pay name=pay0 pt=96",
        "H.265 with B-frames and open groups, video/x-raw!width=326!height=246!framerate=15/1 % x265enc speed-preset=1 key-int-max=15 option-string=bframes=3:open-gop=1:log-level=none % h265parse % rtph265pay name=pay0 pt=96"
    })
    void isDecodedByFfmpeg(String name, String media) throws Exception {
        GStreamerCamera.requirePackages("ffmpeg");
        String pipeline = media.replace('!', ',').replace("%", "!");
        try (GStreamerCamera camera = GStreamerCamera.start(pipeline, LOGIN.user(), LOGIN.password());
                RtspClient client = new RtspClient(RtspClientOptions.defaults());
                HlsServer server = new HlsServer(stream)) {
            client.open(camera.uri(), LOGIN, new IntoHls());
            await().atMost(PATIENCE).until(() -> closed.size() >= 3);
            assertEquals("", ffmpeg(server.url("index.m3u8"), 4));
        }
        stream.close();
        assertEquals(0, pool.usedBytes());
    }

    @Test
    @DisplayName("goes on behind a DISCONTINUITY after its connection was lost, with no file missing")
    void goesOnAfterReconnect() throws Exception {
        GStreamerCamera.requirePackages("ffmpeg");
        try (GStreamerCamera camera = GStreamerCamera.start(
                        "video/x-raw,width=320,height=240,framerate=25/1 ! x264enc tune=zerolatency key-int-max=25");
                RtspClient client = new RtspClient(RtspClientOptions.defaults());
                HlsServer server = new HlsServer(stream)) {
            RtspPull first = client.open(camera.uri(), null, new IntoHls());
            await().atMost(PATIENCE).until(() -> closed.size() >= 2);
            first.close();
            int before = closed.size();
            client.open(camera.uri(), null, new IntoHls());
            await().atMost(PATIENCE).until(() -> closed.size() >= before + 2);
            String playlist = playlist();
            assertEquals(1, playlist.split("#EXT-X-DISCONTINUITY\n", -1).length - 1, playlist);
            assertEquals(1, playlist.split("#EXT-X-MAP", -1).length - 1, playlist);
            assertTrue(playlist.contains("#EXT-X-MEDIA-SEQUENCE:100\n"), playlist);
            assertTrue(playlist.contains("#EXT-X-DISCONTINUITY-SEQUENCE:5\n"), playlist);
            assertEquals("", ffmpeg(server.url("index.m3u8"), 5));
            assertEquals(List.of(), server.missing);
        }
        stream.close();
    }

    private String playlist() {
        try (HlsResource resource = stream.find("video.m3u8").orElseThrow()) {
            return new String(HlsServer.bytes(resource), StandardCharsets.UTF_8);
        }
    }

    private static String ffmpeg(String url, int seconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-t",
                        Integer.toString(seconds),
                        "-i",
                        url,
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        String complaints = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue() == 0 ? complaints : complaints + "\nexit code " + process.exitValue();
    }

    private final class IntoHls implements PullListener {
        @Override
        public void playing(VideoFormat format) {
            stream.format(format);
        }

        @Override
        public void accessUnit(AccessUnit unit) {
            stream.append(unit);
        }

        @Override
        public void closed(RtspFailure failure) {
            stream.discontinuity();
        }
    }
}
