package id.pantau.vendor.push;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.tck.vendor.Configurations;
import id.pantau.vendor.push.Publication.Protocol;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Senders and readers that nobody here wrote. */
@Timeout(90)
@DisplayName("What others send")
class PeersTest {
    private static final String CARD = "-v error -re -f lavfi -i testsrc2=size=640x360:rate=25";
    private static final String X264 = "-pix_fmt yuv420p -c:v libx264 -preset ultrafast -g 25";

    @TempDir
    Path state;

    private final List<Process> processes = new ArrayList<>();
    private volatile long begun;
    private Push push;
    private String key;

    @BeforeEach
    void start() throws Exception {
        require(isPresent("ffmpeg") && isPresent("ffprobe"), "needs ffmpeg and ffprobe (Debian package ffmpeg)");
        Map<String, Object> values = new HashMap<>(Map.of("keyStorePassword", SelfSigned.PASSWORD));
        values.put("keyStore", SelfSigned.in(state).file().toString());
        for (String port : List.of("rtspPort", "rtmpPort", "rtspsPort", "rtmpsPort", "readerPort")) {
            values.put(port, PushTest.freePort());
        }
        push = new Push(
                Configurations.of(PushConfiguration.class, values),
                state,
                (name, address) -> begun = begun == 0 ? System.nanoTime() : begun);
        key = push.newKey("gate-07");
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        if (push != null) {
            push.close();
        }
    }

    @Test
    @DisplayName("ffmpeg by RTSP, with B-frames and sound beside it, is pulled and decoded without a flaw")
    void byRtsp() throws Exception {
        String sound = "-re -f lavfi -i sine=frequency=440 -c:a aac";
        start("ffmpeg", CARD, sound, X264, "-bf 2", "-f rtsp -rtsp_transport tcp", rtsp());
        assertIsPulledClean("H264");
    }

    @Test
    @DisplayName("ffmpeg by RTSP under TLS is pulled and decoded without a flaw")
    void byRtsps() throws Exception {
        start("ffmpeg", CARD, X264, "-f rtsp", address("rtsps", Protocol.RTSPS, "/"));
        assertIsPulledClean("H264");
    }

    @Test
    @DisplayName(
            "ffmpeg by RTMP under TLS is pulled and decoded without a flaw, and is cut off when its key is revoked")
    void byRtmps() throws Exception {
        start("ffmpeg", CARD, X264, "-f flv", address("rtmps", Protocol.RTMPS, "/live/"));
        assertIsPulledClean("H264");
        push.revoke("gate-07");
        assertTrue(processes.get(0).waitFor(10, TimeUnit.SECONDS), "the sender is cut off");
    }

    @Test
    @DisplayName("ffmpeg by RTSP in H.265 is pulled and decoded without a flaw")
    void byRtspInH265() throws Exception {
        start(
                "ffmpeg",
                CARD,
                "-pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=25:bframes=0",
                "-f rtsp -rtsp_transport tcp",
                rtsp());
        assertIsPulledClean("H265");
    }

    @Test
    @DisplayName("ffmpeg by RTMP, with B-frames and sound beside it, is pulled and decoded without a flaw")
    void byRtmp() throws Exception {
        String sound = "-re -f lavfi -i sine=frequency=440 -c:a aac";
        start("ffmpeg", CARD, sound, X264, "-bf 2", "-f flv", rtmp());
        assertIsPulledClean("H264");
        push.revoke("gate-07");
        assertTrue(processes.get(0).waitFor(10, TimeUnit.SECONDS), "the sender is cut off");
    }

    @Test
    @DisplayName("GStreamer by RTMP is pulled and decoded without a flaw")
    void gstreamerByRtmp() throws Exception {
        String script = "import gi\ngi.require_version('Gst', '1.0')\nfrom gi.repository import Gst\nGst.init(None)\n";
        Process look = start(
                "/usr/bin/python3",
                script + "[Gst.ElementFactory.find(e).name for e in "
                        + "('videotestsrc', 'x264enc', 'flvmux', 'rtmp2sink')]");
        require(
                look.waitFor() == 0,
                "needs GStreamer (Debian packages python3-gi, gstreamer1.0-plugins-base, -good, -ugly, -bad)");
        start(
                "/usr/bin/python3",
                script + "p = Gst.parse_launch('videotestsrc is-live=true pattern=ball"
                        + " ! video/x-raw,width=640,height=360,framerate=25/1 ! x264enc tune=zerolatency key-int-max=25"
                        + " ! flvmux streamable=true ! rtmp2sink location=" + rtmp() + "')\n"
                        + "p.set_state(Gst.State.PLAYING)\n"
                        + "p.get_bus().timed_pop_filtered(60 * Gst.SECOND, Gst.MessageType.ERROR | Gst.MessageType.EOS)");
        assertIsPulledClean("H264");
    }

    private String rtmp() {
        return address("rtmp", Protocol.RTMP, "/live/");
    }

    private String rtsp() {
        return address("rtsp", Protocol.RTSP, "/");
    }

    private String address(String scheme, Protocol protocol, String folder) {
        return scheme + "://127.0.0.1:" + push.entrance(protocol).orElseThrow().getPort() + folder + key;
    }

    /** With the library's client, and by ffmpeg, which would complain about what cannot be decoded. */
    private void assertIsPulledClean(String codec) throws Exception {
        await().atMost(20, TimeUnit.SECONDS).until(() -> begun != 0);
        try (Viewer viewer = new Viewer(push.address("gate-07"))) {
            await().atMost(20, TimeUnit.SECONDS).until(() -> viewer.pictures() > 60 || !viewer.failures.isEmpty());
            assertEquals(List.of(), viewer.failures);
            assertEquals(0, viewer.flaws.get());
            assertTrue(viewer.keys.get(0));
            assertEquals(codec, viewer.formats.get(0).codec().name());
            System.out.printf(
                    "%s: %d ms from the stream's beginning to the reader's first picture%n",
                    codec, (viewer.firstPicture - begun) / 1_000_000);
        }
        assertEquals(codec, push.streams().get(0).sending().orElseThrow().codec());
        String address = push.address("gate-07").toString();
        assertEquals("", output(start("ffmpeg", "-v warning -rtsp_transport tcp -i", address, "-t 4 -f null -")));
        String found = "ffprobe -v error -rtsp_transport tcp -show_entries stream=width,height -of csv=p=0";
        assertEquals("640,360", output(start(found, address)).strip());
    }

    private static void require(boolean present, String skipped) {
        if (!present && Boolean.parseBoolean(System.getenv("PANTAU_REQUIRE_PEERS"))) {
            Assertions.fail(skipped);
        }
        Assumptions.assumeTrue(present, skipped);
    }

    private static boolean isPresent(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private Process start(String... parts) throws IOException {
        List<String> command = new ArrayList<>();
        for (String part : parts) {
            command.addAll(part.startsWith("import ") ? List.of("-c", part) : List.of(part.split(" ")));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        processes.add(process);
        return process;
    }

    private static String output(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
