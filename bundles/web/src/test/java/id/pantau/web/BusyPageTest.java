package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
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

    private String url() {
        return "http://127.0.0.1:" + server.port() + "/kamera/" + City.id(1);
    }
}
