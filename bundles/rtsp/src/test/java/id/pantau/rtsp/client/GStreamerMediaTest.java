package id.pantau.rtsp.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.SenderReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera that is GStreamer's RTSP server")
class GStreamerMediaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PICTURES = "video/x-raw,width=320,height=240,framerate=10/1 ! ";
    private static final String H264 =
            PICTURES + "x264enc tune=zerolatency speed-preset=1 key-int-max=10 ! rtph264pay name=pay0 pt=96";
    private static final String H264_AND_AAC = H264
            + " audiotestsrc is-live=true ! audio/x-raw,rate=16000,channels=1 ! voaacenc ! rtpmp4gpay name=pay1 pt=97";

    @TempDir
    Path folder;

    private final MediaPull pull = new MediaPull();

    @Test
    @DisplayName("is pulled by datagrams, and says what its clock shows")
    void isPulledByDatagrams() throws Exception {
        try (GStreamerCamera camera = GStreamerCamera.start(H264);
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            PullOptions datagrams = PullOptions.defaults().withTransport(PullOptions.Transport.UDP);
            client.open(camera.uri(), null, datagrams, pull);
            await().atMost(PATIENCE).until(() -> pull.units.size() > 30 && !pull.reports.isEmpty());
        }
        List<AccessUnit> units = pull.units;
        for (int i = 1; i < 30; i++) {
            assertEquals(9000, units.get(i).dts() - units.get(i - 1).dts());
        }
        assertNearNow(pull.reports.get(0), units);
    }

    @Test
    @DisplayName("is heard where audio is enabled, and its frames are decoded by ffmpeg without a complaint")
    void isHeard() throws Exception {
        GStreamerCamera.requirePackages("ffmpeg");
        try (GStreamerCamera camera = GStreamerCamera.start(H264_AND_AAC);
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            client.open(camera.uri(), null, PullOptions.defaults().withAudio(), pull);
            await().atMost(PATIENCE).until(() -> pull.frames.size() > 40 && pull.units.size() > 10);
        }
        AudioFormat format = pull.hearing.get(0);
        assertEquals("mp4a.40.2", format.codecs());
        assertEquals(16_000, format.sampleRate());
        assertEquals(1, format.channels());
        for (int i = 1; i < 40; i++) {
            assertEquals(1024, pull.frames.get(i).pts() - pull.frames.get(i - 1).pts(), 1);
        }
        assertEquals("", decode(adts(pull.frames)));
    }

    @Test
    @DisplayName("is not even asked for its audio by default")
    void isNotHeardByDefault() throws Exception {
        try (GStreamerCamera camera = GStreamerCamera.start(H264_AND_AAC);
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            client.open(camera.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> pull.units.size() > 15);
        }
        assertTrue(pull.hearing.isEmpty());
        assertTrue(pull.frames.isEmpty());
    }

    @Test
    @DisplayName("that has only JPEG gives whole pictures, no more of them than asked for")
    void givesJpegPictures() throws Exception {
        String jpeg = PICTURES.replace("raw,", "raw,format=I420,") + "jpegenc ! rtpjpegpay name=pay0 pt=26";
        try (GStreamerCamera camera = GStreamerCamera.start(jpeg);
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            client.open(camera.uri(), null, PullOptions.defaults().withSnapshots(2), pull);
            await().atMost(PATIENCE).until(() -> pull.snapshots.size() >= 3);
        }
        for (JpegPicture picture : pull.snapshots) {
            byte[] file = new byte[picture.data().remaining()];
            picture.data().duplicate().get(file);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            assertEquals(320, image.getWidth());
            assertEquals(240, image.getHeight());
        }
        Duration taken = Duration.between(
                pull.snapshots.get(0).arrival(), pull.snapshots.get(2).arrival());
        assertFalse(taken.compareTo(Duration.ofMillis(700)) < 0, "three pictures within " + taken);
    }

    /** The report and the pictures near it belong to the same moment. */
    private static void assertNearNow(SenderReport report, List<AccessUnit> units) {
        AccessUnit nearest = units.stream()
                .min((a, b) -> Long.compare(Math.abs(a.pts() - report.pts()), Math.abs(b.pts() - report.pts())))
                .orElseThrow();
        Duration apart = Duration.between(report.wallClock(), nearest.arrival()).abs();
        assertTrue(apart.compareTo(Duration.ofSeconds(5)) < 0, "the camera's clock is this machine's, but " + apart);
    }

    /** AAC LC of 16 kHz and one channel, each frame behind a header of seven bytes (ISO/IEC 13818-7). */
    private static byte[] adts(List<AudioFrame> frames) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (AudioFrame frame : frames) {
            int length = 7 + frame.data().remaining();
            byte[] data = new byte[frame.data().remaining()];
            frame.data().duplicate().get(data);
            out.write(new byte[] {(byte) 0xFF, (byte) 0xF1, 0x60, (byte) (0x40 | length >> 11), (byte) (length >> 3)});
            out.write(new byte[] {(byte) (length << 5 | 0x1F), (byte) 0xFC});
            out.write(data);
        }
        return out.toByteArray();
    }

    private String decode(byte[] audio) throws Exception {
        Path file = Files.write(folder.resolve("audio.aac"), audio);
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg", "-nostdin", "-v", "error", "-i", file.toString(), "-f", "null", "-")
                .redirectErrorStream(true)
                .start();
        String complaints = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, ffmpeg.waitFor(), complaints);
        return complaints;
    }

    private static final class MediaPull extends RecordedPull {
        final List<SenderReport> reports = new CopyOnWriteArrayList<>();
        final List<AudioFormat> hearing = new CopyOnWriteArrayList<>();
        final List<AudioFrame> frames = new CopyOnWriteArrayList<>();
        final List<JpegPicture> snapshots = new CopyOnWriteArrayList<>();

        @Override
        public void clock(SenderReport report) {
            reports.add(report);
        }

        @Override
        public void hearing(AudioFormat format) {
            hearing.add(format);
        }

        @Override
        public void audioFrame(AudioFrame frame) {
            frames.add(new AudioFrame(copy(frame.data()), frame.pts(), frame.arrival()));
        }

        @Override
        public void snapshot(JpegPicture picture) {
            snapshots.add(new JpegPicture(copy(picture.data()), picture.arrival()));
        }

        private static ByteBuffer copy(ByteBuffer data) {
            return ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
        }
    }
}
