package id.pantau.rtsp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a client that nobody here wrote. */
@Timeout(60)
class FfmpegTest {
    private static final String SKIPPED = "needs ffmpeg and ffprobe (Debian package ffmpeg)";

    private RtspServer server;

    @BeforeEach
    void start() throws IOException {
        boolean present = isPresent("ffmpeg") && isPresent("ffprobe");
        if (!present && Boolean.parseBoolean(System.getenv("PANTAU_REQUIRE_PEERS"))) {
            Assertions.fail(SKIPPED);
        }
        Assumptions.assumeTrue(present, SKIPPED);
        server = RtspServer.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("ffprobe recognises the stream behind a Digest login")
    void probes() throws Exception {
        server.mount("/cam", VideoClip.testCard()).login(ServerLogin.digest("admin", "secret"));
        String url = server.uri("/cam").toString().replace("rtsp://", "rtsp://admin:secret@");
        String found = run(
                "ffprobe -v error -rtsp_transport tcp -show_entries stream=codec_name,width,height -of csv=p=0", url);
        assertEquals("h264,640,360", found.strip());
    }

    @Test
    @DisplayName("ffmpeg decodes it over the end of the loop without a single complaint")
    void decodes() throws Exception {
        server.mount("/cam", VideoClip.smallTestCard());
        String complaints = run(
                "ffmpeg -v warning -rtsp_transport tcp -i", server.uri("/cam").toString(), "-t 6 -f null -");
        assertEquals("", complaints);
    }

    @Test
    @DisplayName("ffmpeg follows a change of resolution")
    void followsResolution() throws Exception {
        Mount mount = server.mount("/cam", Clips.firstPictures(VideoClip.smallTestCard(), 10));
        Process ffmpeg = start(
                "ffmpeg -v info -rtsp_transport tcp -i", server.uri("/cam").toString(), "-t 4 -vf showinfo -f null -");
        org.awaitility.Awaitility.await().until(() -> mount.plays() > 0);
        mount.clip(VideoClip.testCard());
        String text = output(ffmpeg);
        assertTrue(text.contains("s:640x360"), text);
    }

    @Test
    @DisplayName("ffmpeg complains about every group of a damaged film")
    void complainsAboutDamage() throws Exception {
        server.mount("/cam", VideoClip.testCard()).fault(Fault.DAMAGED);
        String complaints =
                run("ffmpeg -v error -rtsp_transport tcp -i", server.uri("/cam").toString(), "-t 3 -f null -");
        assertTrue(complaints.contains("error while decoding MB"), complaints);
    }

    private static boolean isPresent(String program) {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> java.nio.file.Files.isExecutable(java.nio.file.Path.of(folder, program)));
    }

    private static String run(String... parts) throws Exception {
        return output(start(parts));
    }

    private static Process start(String... parts) throws IOException {
        List<String> command = new ArrayList<>();
        for (String part : parts) {
            command.addAll(List.of(part.split(" ")));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
    }

    private static String output(Process process) throws Exception {
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), text);
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
