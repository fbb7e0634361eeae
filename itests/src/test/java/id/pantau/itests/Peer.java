package id.pantau.itests;

import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of other makers that a test runs beside Pantau. */
enum Peer {
    FFMPEG("ffmpeg", "ffmpeg", "-version"),
    CHROMIUM("chromium", "chromium", "--version"),
    NGINX("nginx-light", "/usr/sbin/nginx", "-v"),
    STRACE("strace", "strace", "-V"),
    SS("iproute2", "ss", "-V"),
    GSTREAMER_RTSP(
            "gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-ugly gstreamer1.0-plugins-bad gstreamer1.0-x",
            "/usr/bin/python3",
            "-c",
            "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer;"
                    + " Gst.init(None); elements = 'x264enc voaacenc jpegenc timeoverlay'.split();"
                    + " assert all(map(Gst.ElementFactory.find, elements))"),
    GSTREAMER_RECORD(
            "gstreamer1.0-rtsp python3-gi gstreamer1.0-plugins-ugly",
            "/usr/bin/python3",
            "-c",
            "import gi; gi.require_version('Gst', '1.0'); from gi.repository import Gst; Gst.init(None);"
                    + " assert all(map(Gst.ElementFactory.find, 'x264enc rtspclientsink'.split()))"),
    POSTGRESQL("postgresql", "/bin/sh", "-c", "ls /usr/lib/postgresql/*/bin/initdb");

    private final String packages;
    private final List<String> check;

    Peer(String packages, String... check) {
        this.packages = packages;
        this.check = List.of(check);
    }

    /** Skips the test, naming the Debian packages, when the peer is absent; fails it where peers are required. */
    void need() {
        boolean present = present();
        String message = "this test needs the Debian package(s) " + packages;
        if (!present && "true".equals(System.getenv("PANTAU_REQUIRE_PEERS"))) {
            fail(message + ", and PANTAU_REQUIRE_PEERS is set");
        }
        if (!present) {
            System.err.println("SKIPPED: " + message);
        }
        assumeTrue(message, present);
    }

    private boolean present() {
        try {
            Path output = Files.createTempFile("peer", "");
            try {
                return new ProcessBuilder(check)
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile())
                                .start()
                                .waitFor()
                        == 0;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
