package id.pantau.rtsp;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** GStreamer's RTSP server as a camera, in a process of its own that ends with this object. */
public final class GStreamerCamera implements AutoCloseable {
    /** Debian's own interpreter: the one that its python3-gi belongs to. */
    private static final String PYTHON = "/usr/bin/python3";

    private final Process process;
    private final URI uri;

    /** @param media from raw video to H.264, as in gst-launch */
    public static GStreamerCamera start(String media, String... login) throws IOException {
        requirePackages(
                "gir1.2-gst-rtsp-server-1.0", "python3-gi", "gstreamer1.0-plugins-ugly", "gstreamer1.0-plugins-bad");
        return new GStreamerCamera(media, login);
    }

    /** Skips the test where a Debian package is absent, or fails it where PANTAU_REQUIRE_PEERS says so. */
    public static void requirePackages(String... packages) throws IOException {
        for (String name : packages) {
            if (!isInstalled(name)) {
                String message = "the Debian package " + name + " is not installed";
                if (Boolean.parseBoolean(System.getenv("PANTAU_REQUIRE_PEERS"))) {
                    fail(message);
                }
                abort(message);
            }
        }
    }

    private GStreamerCamera(String media, String... login) throws IOException {
        Path script = Files.createTempFile("camera", ".py");
        try (InputStream source = GStreamerCamera.class.getResourceAsStream("/camera.py")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = Stream.concat(Stream.of(PYTHON, script.toString(), media), Stream.of(login))
                .toList();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = output.readLine();
        Files.delete(script);
        if (port == null) {
            throw new IOException("GStreamer's RTSP server did not start");
        }
        uri = URI.create("rtsp://127.0.0.1:" + port + "/live");
    }

    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static boolean isInstalled(String name) throws IOException {
        try {
            Process query = new ProcessBuilder("dpkg-query", "-W", "-f=${db:Status-Status}", name)
                    .redirectErrorStream(true)
                    .start();
            String status = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return status.equals("installed");
        } catch (IOException e) {
            return false;
        }
    }
}
