package id.pantau.rtsp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example in the README")
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```java\n(.*?public final class (\\w+) .*?)```", Pattern.DOTALL);
    private static final int MOST_LINES = 20;

    @TempDir
    Path folder;

    @Test
    @DisplayName("is short, compiles as it stands, and serves HLS of an RTSP server")
    void servesHls() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertTrue(example.find(), "the README has an example");
        long lines = example.group(1)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import "))
                .count();
        assertTrue(lines <= MOST_LINES, "the example has " + lines + " lines");
        Path source = Files.writeString(folder.resolve(example.group(2) + ".java"), example.group(1));
        int port = freePort();
        try (RtspServer server = RtspServer.start()) {
            server.mount("/live", VideoClip.smallTestCard());
            Process process = run(source, server.uri("/live"), port);
            try {
                URI playlist = URI.create("http://127.0.0.1:" + port + "/video.m3u8");
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    assertTrue(process.isAlive(), () -> said(process));
                    return get(playlist).contains("#EXTINF:");
                });
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process run(Path source, URI camera, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        camera.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .start();
    }

    private static String get(URI uri) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String said(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
