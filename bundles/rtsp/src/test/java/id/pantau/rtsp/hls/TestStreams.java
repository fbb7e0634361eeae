package id.pantau.rtsp.hls;

import id.pantau.rtsp.EncodedClip;
import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.server.Mount;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cameras that code their pictures in every way that is known to be hard on players: films of x264, and GStreamer's own. */
final class TestStreams implements AutoCloseable {
    /** What Chromium need not be able to play. */
    static final String H265 = "H.265";

    /** Beside which there is sound. */
    static final String AAC = "GStreamer, with sound";

    private static final String X264 = "-c:v libx264 -preset ultrafast -sc_threshold 0 ";
    private static final int FLIP_SECONDS = 6;

    private final Map<String, URI> uris = new LinkedHashMap<>();
    private final List<GStreamerCamera> cameras = new ArrayList<>();
    private final RtspServer server = RtspServer.start();
    private final ScheduledExecutorService flips = Executors.newSingleThreadScheduledExecutor();
    private final Path folder;

    /** @param folder for films */
    TestStreams(Path folder) throws Exception {
        this.folder = folder;
        film("25 a second, B-frames", "320x180", 25, 4, "-bf 3 -b_strategy 0 -g 50");
        film("30 a second, no B-frames", "320x180", 30, 4, "-bf 0 -g 60");
        film(
                "30 a second, B-pyramid",
                "320x180",
                30,
                4,
                "-bf 7 -b_strategy 0 -g 60 -x264-params b-pyramid=normal:ref=5");
        film("15 a second", "320x180", 15, 4, "-bf 2 -b_strategy 0 -g 30");
        film("5 a second", "320x180", 5, 4, "-bf 2 -b_strategy 0 -g 10");
        film("7 s between key pictures", "320x180", 25, 14, "-bf 2 -b_strategy 0 -g 175");
        film("322x182", "322x182", 25, 4, "-bf 2 -b_strategy 0 -g 50");
        film("1918x1078", "1918x1078", 10, 4, "-bf 2 -b_strategy 0 -g 20");
        Mount flipping = film("another SPS every 6 s", "320x180", 25, 2, "-bf 3 -b_strategy 0 -g 50");
        VideoClip one = clip("320x180", 25, 2, "-bf 3 -b_strategy 0 -g 50");
        VideoClip other = clip("638x358", 25, 2, "-bf 0 -g 50");
        flips.scheduleAtFixedRate(() -> flipping.clip(other), FLIP_SECONDS, 2 * FLIP_SECONDS, TimeUnit.SECONDS);
        flips.scheduleAtFixedRate(() -> flipping.clip(one), 2 * FLIP_SECONDS, 2 * FLIP_SECONDS, TimeUnit.SECONDS);
        gstreamer(
                "GStreamer, x264 with B-frames",
                "video/x-raw,width=320,height=240,framerate=25/1 ! x264enc bframes=3 b-adapt=false speed-preset=1"
                        + " key-int-max=50");
        gstreamer("GStreamer, OpenH264", "video/x-raw,width=320,height=240,framerate=30/1 ! openh264enc gop-size=60");
        gstreamer(
                AAC,
                "video/x-raw,width=320,height=240,framerate=25/1 ! x264enc tune=zerolatency speed-preset=1 key-int-max=50"
                        + " ! rtph264pay name=pay0 pt=96 audiotestsrc is-live=true ! audio/x-raw,rate=16000,channels=1"
                        + " ! voaacenc ! rtpmp4gpay name=pay1 pt=97");
        gstreamer(
                H265,
                "video/x-raw,width=320,height=240,framerate=15/1 ! x265enc speed-preset=1 tune=zerolatency"
                        + " key-int-max=30 ! rtph265pay name=pay0 pt=96");
    }

    /** By what is special about them. */
    Map<String, URI> uris() {
        return uris;
    }

    private Mount film(String name, String picture, int rate, int seconds, String options) throws Exception {
        String path = "/" + uris.size();
        uris.put(name, server.uri(path));
        return server.mount(path, clip(picture, rate, seconds, options));
    }

    private VideoClip clip(String picture, int rate, int seconds, String options) throws Exception {
        return VideoClip.readMp4(
                new ByteArrayInputStream(EncodedClip.make(folder, picture, rate, seconds, X264 + options)));
    }

    private void gstreamer(String name, String media) throws IOException {
        GStreamerCamera camera = GStreamerCamera.start(media);
        cameras.add(camera);
        uris.put(name, camera.uri());
    }

    @Override
    public void close() {
        flips.shutdownNow();
        cameras.forEach(GStreamerCamera::close);
        server.close();
    }
}
