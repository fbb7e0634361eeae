package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Reason;
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

@DisplayName("The portal's list, in a browser,")
final class PortalPageTest {
    private final City city = new City();
    private WebServer server;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser's helpers may still write there
    private Path profile;

    @BeforeEach
    void start() throws Exception {
        Chromium.need();
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        for (int n = 1; n <= 3; n++) {
            city.camera(n, "p", "Kamera " + n);
            city.show(n);
            city.states.put(City.id(n), CameraState.live(City.NOON));
            city.decoded(n, StillsPageTest.PIXEL);
        }
        city.states.put(City.id(2), CameraState.offline(Reason.UNREACHABLE, "", City.NOON));
        city.decoded.remove(City.id(3));
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String page() throws Exception {
        String page = Chromium.page("http://127.0.0.1:" + server.port() + "/", profile, 5000);
        assertTrue(page.contains("<b>Kamera 1</b>"), page);
        return page;
    }

    @Test
    @DisplayName("shows a small picture of each camera that is live and has one")
    void thumbnails() throws Exception {
        String page = page();
        assertTrue(page.contains("src=\"/live/" + City.id(1) + "/snapshot.jpg?"), page);
        assertEquals(1, page.split("class=\"thumbnail\"", -1).length - 1, page);
    }

    @Test
    @DisplayName("shows none while the line is full: those for whom video does not fit need them more")
    void noneWhenFull() throws Exception {
        city.full.put(
                City.id(1), new Busy(Limit.UPLINK, new Text("Penuh.", "Full."), City.NOON, Duration.ofSeconds(10)));
        assertFalse(page().contains("class=\"thumbnail\""));
        assertEquals(0, city.picturesAsked.get());
    }
}
