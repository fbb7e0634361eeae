package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.Text;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Admission.Limit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    @Test
    @DisplayName("says of each camera that is not live why, and sums the city's reasons up")
    void health() throws Exception {
        city.states.put(City.id(1), new CameraState(Status.DEGRADED, Optional.of(Reason.BLURRED), "", City.NOON));
        city.withdraw(3, Reason.VIEW_CHANGED, null);
        city.camera(4, "p", "Kamera 4");
        city.show(4);
        city.states.put(City.id(4), CameraState.offline(Reason.UNREACHABLE, "", City.NOON));
        String page = page();
        for (Reason reason : new Reason[] {Reason.BLURRED, Reason.VIEW_CHANGED, Reason.UNREACHABLE}) {
            assertTrue(page.contains("<span class=\"why\">" + reason.text().id()), reason.code());
        }
        assertTrue(page.contains("src=\"/live/" + City.id(1) + "/snapshot.jpg?"), "a degraded camera has its picture");
        assertTrue(page.contains("4 dari 4 kamera tidak langsung"), page);
        assertTrue(
                page.contains("<li><b>2</b><span class=\"badge offline\">Tidak ada gambar</span><span>"
                        + Reason.UNREACHABLE.text().id()),
                page);
        assertTrue(
                page.contains("<li><b>1</b><span class=\"badge withdrawn\">Ditarik</span><span>"
                        + Reason.VIEW_CHANGED.text().id()),
                page);
    }

    @Test
    @DisplayName("leads to a page that plays a degraded camera and says what is wrong with it")
    void degraded() throws Exception {
        city.states.put(City.id(1), new CameraState(Status.DEGRADED, Optional.of(Reason.BLURRED), "", City.NOON));
        String page = Chromium.page("http://127.0.0.1:" + server.port() + "/kamera/" + City.id(1), profile, 5000);
        assertTrue(
                page.contains("<span class=\"badge degraded\">Terganggu</span><span class=\"why\">"
                        + Reason.BLURRED.text().id()),
                page);
        assertTrue(city.asked.stream().anyMatch(r -> r.name().equals("index.m3u8")), "nobody asked for the stream");
    }
}
