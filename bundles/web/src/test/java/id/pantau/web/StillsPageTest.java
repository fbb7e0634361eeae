package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Text;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Admission.Limit;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page of a camera of single pictures, in a browser,")
final class StillsPageTest {
    /** A PNG of one pixel, which browsers take under any name. */
    static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    private final City city = new City();
    private WebServer server;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser's helpers may still write there
    private Path profile;

    @BeforeEach
    void start() throws Exception {
        Chromium.need();
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Simpang");
        city.show(1);
        city.states.put(City.id(1), CameraState.live(City.NOON));
        city.files.put(
                City.id(1) + "/snapshot.jpg", new City.Medium("image/jpeg", List.of(ByteBuffer.wrap(PIXEL)), false));
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("shows the picture and says that it is no video")
    void shows() throws Exception {
        String page = Chromium.page(url(), profile, 8000);
        assertTrue(page.contains("Kamera ini mengirim gambar satu per satu, bukan video."), page);
        assertTrue(page.contains("src=\"blob:"), page);
        assertTrue(page.contains("alt=\"Gambar langsung: Simpang\""), page);
    }

    @Test
    @DisplayName("says so when there are too many viewers for each picture, and shows one now and then")
    void slower() throws Exception {
        city.full.put(
                City.id(1), new Busy(Limit.UPLINK, new Text("Penuh.", "Full."), City.NOON, Duration.ofSeconds(10)));
        String page = Chromium.page(url() + "?lang=en", profile, 8000);
        assertTrue(page.contains("src=\"blob:"), page);
        assertTrue(page.contains("Too many viewers: a still picture every 10 s ("), page);
        assertFalse(page.contains("Video follows"), "there is none: " + page);
    }

    @Test
    @DisplayName("asks for the newest one again and again")
    void refreshes() throws Exception {
        Process browser = Chromium.open(url(), profile, "--remote-debugging-port=0");
        try {
            await().atMost(60, SECONDS).until(() -> city.viewers.size() >= 4);
        } finally {
            Chromium.end(browser);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.port() + "/kamera/" + City.id(1);
    }
}
