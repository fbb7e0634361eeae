package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Point;
import id.pantau.model.Text;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Admission.Limit;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The camera's page, in a browser, while there is no place")
final class BusyPageTest {
    private static final Text WHY = new Text("Penuh: 7,7 dari 8,0 Mb/s.", "Full: 7.7 of 8.0 Mb/s.");

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
        city.file(1, "index.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n", false);
        city.full.put(City.id(1), new Busy(Limit.UPLINK, WHY, City.NOON, Duration.ofSeconds(1)));
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("says so in friendly words, with the figure, and that it tries again")
    void card() throws Exception {
        String page = Chromium.page(url(), profile, 4000);
        assertTrue(page.contains("<strong>Penonton sedang penuh</strong>"), page);
        assertTrue(page.contains("<span>" + WHY.id() + " Kami mencoba lagi secara otomatis.</span>"), page);
        assertNotEquals(0, city.refused.get());
    }

    @Test
    @DisplayName("asks again when it was told to, and takes the place that became free")
    void retries() throws Exception {
        Process browser = Chromium.open(url(), profile, "--remote-debugging-port=0");
        try {
            await().atMost(60, SECONDS).until(() -> city.refused.get() >= 2);
            city.full.clear();
            await().atMost(60, SECONDS).until(() -> !city.viewers.isEmpty());
        } finally {
            Chromium.end(browser);
        }
    }

    @Test
    @DisplayName(
            "shows the newest picture meanwhile, says how often and why, and gets the next one and the video in time")
    void pictures() throws Exception {
        city.decoded(1, StillsPageTest.PIXEL);
        String page = Chromium.page(url(), profile, 4000);
        assertTrue(page.contains("src=\"blob:"), page);
        assertTrue(page.contains("Terlalu banyak penonton: gambar diam setiap 10 detik ("), page);
        assertTrue(page.contains("). Video menyusul begitu ada tempat.</p>"), page);
        assertFalse(page.contains("<strong>"), "nothing lies over the picture: " + page);
    }

    @Test
    @DisplayName("with pictures to look at, asks for video again and again, at growing intervals, and takes it")
    void climbs() throws Exception {
        city.decoded(1, StillsPageTest.PIXEL);
        Process browser = Chromium.open(url(), profile, "--remote-debugging-port=0");
        try {
            await().atMost(60, SECONDS).until(() -> city.refused.get() >= 3);
            await().atMost(60, SECONDS).until(() -> city.picturesAsked.get() >= 2);
            city.full.clear();
            await().atMost(60, SECONDS).until(() -> !city.viewers.isEmpty());
        } finally {
            Chromium.end(browser);
        }
    }

    @Test
    @DisplayName("says that it is full when the pictures are refused in their turn")
    void noPictureFits() throws Exception {
        city.decoded(1, StillsPageTest.PIXEL);
        Process browser = Chromium.open(url(), profile, "--remote-debugging-port=0");
        try {
            await().atMost(60, SECONDS).until(() -> city.picturesAsked.get() >= 1);
            city.full.put(City.id(1) + "/snapshot.jpg", city.full.get(City.id(1)));
            await().atMost(60, SECONDS).until(() -> city.picturesRefused.get() >= 1);
            long after = city.picturesAsked.get();
            long refused = city.refused.get();
            await().atMost(60, SECONDS).until(() -> city.refused.get() >= refused + 2);
            assertEquals(
                    after, city.picturesAsked.get(), "who was refused asks for the video, and for no more pictures");
        } finally {
            Chromium.end(browser);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.port() + "/kamera/" + City.id(1);
    }
}
