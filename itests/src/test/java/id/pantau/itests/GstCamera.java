package id.pantau.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A camera that nobody here wrote: GStreamer's RTSP server with Digest authentication, in a process of its own. */
final class GstCamera implements AutoCloseable {
    private final Process process;
    private final int port;

    GstCamera(String user, String password, String pattern, int port) throws IOException {
        this(user, password, pattern, String.valueOf(port));
    }

    private GstCamera(String... arguments) throws IOException {
        Peer.GSTREAMER_RTSP.need();
        Path script = Path.of(System.getProperty("pantau.root"), "itests/src/test/resources/gst-camera.py");
        this.process = new ProcessBuilder(
                        Stream.concat(Stream.of("/usr/bin/python3", script.toString()), Stream.of(arguments))
                                .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = new BufferedReader(process.inputReader(StandardCharsets.US_ASCII)).readLine();
        if (line == null) {
            throw new IOException("GStreamer's RTSP server did not start");
        }
        this.port = Integer.parseInt(line.strip());
    }

    GstCamera(String user, String password, String pattern) throws IOException {
        this(user, password, pattern, 0);
    }

    /** One that sends what the pipeline makes of a moving ball, up to payloaders {@code pay0} and maybe {@code pay1}. */
    static GstCamera sending(String user, String password, String pipeline, int port) throws IOException {
        return new GstCamera(user, password, "ball", String.valueOf(port), pipeline);
    }

    /** One that serves a bright picture under each of the paths. */
    static GstCamera at(String user, String password, String... paths) throws IOException {
        return new GstCamera(Stream.concat(Stream.of(user, password, "smpte", "0", ""), Stream.of(paths))
                .toArray(String[]::new));
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("rtsp://127.0.0.1:" + port + "/main");
    }

    /** Pulls the plug: the process ends at once. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
