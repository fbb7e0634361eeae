package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@DisplayName("The staff's page, in a browser, of a camera whose view changed,")
final class ChangedViewPageTest {
    private static final String CONFIRM = "[data-key=confirm-" + City.id(1) + "]";
    private static final String REFERENCE = "[data-key=reference-" + City.id(1) + "]";
    private static final String LEAVE = "[data-key=leave-" + City.id(1) + "]";
    private static final String PUBLISH = "[data-key=publish-" + City.id(1) + "]";
    private static final String LOADED =
            "[...document.querySelectorAll('#views-rows img')].filter((i) => i.naturalWidth > 0).length === 2";

    private final City city = new City();
    private final Instant taken = Instant.now().minusSeconds(5);
    private WebServer server;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser's helpers may still write there
    private Path profile;

    @BeforeEach
    void start() throws Exception {
        Chromium.need();
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Simpang");
        city.show(1);
        city.user("sari", Role.OPERATOR, "kata sandi panjang");
        city.user("budi", Role.VIEWER, "kata sandi lain");
        city.views.approve(City.id(1), picture(taken.minusSeconds(3_600)), Actor.user("rina"), "");
        city.views.changed(City.id(1), picture(taken.minusSeconds(60)), "shifted by 14 %", City.TEST);
        city.decoded(1, StillsPageTest.PIXEL, taken);
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Snapshot picture(Instant takenAt) {
        return new Snapshot(ByteBuffer.wrap(StillsPageTest.PIXEL), takenAt);
    }

    private DevTools open(String user, String password, int width) throws Exception {
        String login = "/test-login/" + server.cookie(user, password);
        return DevTools.open("http://127.0.0.1:" + server.port() + login, profile, width, 844);
    }

    private DevTools sari(int width) throws Exception {
        return open("sari", "kata sandi panjang", width);
    }

    private static String words(DevTools page) throws Exception {
        return page.value("document.getElementById('views').innerText");
    }

    /** How many columns the two pictures take. */
    private static String columns(DevTools page) throws Exception {
        return page.value("new Set([...document.querySelectorAll('#views-rows img')]"
                + ".map((i) => Math.round(i.getBoundingClientRect().left))).size");
    }

    @Test
    @DisplayName("confirms the very picture that stands beside the button, and publishes it")
    void confirms() throws Exception {
        try (DevTools page = sari(1280)) {
            page.until(LOADED);
            assertEquals("2", columns(page));
            String words = words(page);
            assertTrue(words.contains("View changed (1)"), words);
            assertTrue(words.contains("Approved by rina"), words);
            assertTrue(words.contains("shifted by 14 %"), words);
            city.decoded(1, StillsPageTest.PIXEL, taken.plusSeconds(4));
            page.click(CONFIRM);
            page.until("document.getElementById('ask-picture').naturalWidth > 0");
            assertTrue(page.value("document.getElementById('ask-picture').src").endsWith("?taken=" + taken));
            page.click("#ask[open] #ask-ok");
            page.until("document.getElementById('views').hidden");
        }
        assertTrue(city.publications.of(City.id(1)).isPublic());
        assertEquals(taken, city.views.reference(City.id(1)).orElseThrow().takenAt());
    }

    @Test
    @DisplayName(
            "stacks the pictures on a phone, leaves the camera withdrawn for the reason that somebody gives, and can approve"
                    + " its view later")
    void leaves() throws Exception {
        try (DevTools page = sari(390)) {
            page.until(LOADED);
            assertEquals("1", columns(page));
            assertEquals(
                    page.value("document.documentElement.clientWidth"),
                    page.value("document.documentElement.scrollWidth"),
                    "something is wider than the phone");
            page.click(LEAVE);
            page.click("#ask[open] #ask-ok");
            page.until("!document.getElementById('ask-error').hidden");
            page.value("document.getElementById('why').value = 'shows a home'");
            page.click("#ask[open] #ask-ok");
            page.until("document.querySelector('" + REFERENCE + "')");
            assertEquals("true", page.value("document.querySelector('" + PUBLISH + "').disabled"));
            assertTrue(city.views.of(City.id(1)).isChanged());
            page.click(REFERENCE);
            page.click("#ask[open] #ask-ok");
            page.until("document.getElementById('views').hidden");
            assertEquals("false", page.value("document.querySelector('" + PUBLISH + "').disabled"));
        }
        assertEquals(
                Optional.of(Reason.WITHDRAWN_BY_OPERATOR),
                city.publications.of(City.id(1)).reason());
        assertEquals(taken, city.views.reference(City.id(1)).orElseThrow().takenAt());
    }

    @Test
    @DisplayName("shows the picture of the change where there is none of now, which nobody can confirm until there is")
    void withoutCurrent() throws Exception {
        city.decoded.clear();
        try (DevTools page = sari(1280)) {
            page.until(LOADED);
            assertTrue(words(page).contains("When it changed"), words(page));
            assertTrue(words(page).contains("There is no current picture to confirm yet."), words(page));
            assertEquals("true", page.value("document.querySelector('" + CONFIRM + "').disabled"));
            assertEquals("false", page.value("document.querySelector('" + LEAVE + "').disabled"));
        }
    }

    @Test
    @DisplayName("lets a viewer look and nothing more")
    void viewers() throws Exception {
        try (DevTools page = open("budi", "kata sandi lain", 1280)) {
            page.until(LOADED);
            assertEquals("0", page.value("document.querySelectorAll('#views button').length"));
        }
    }

    @Test
    @DisplayName("says in place of the pictures' words what the server refused")
    void refusals() throws Exception {
        try (DevTools page = sari(1280)) {
            page.until(LOADED);
            city.publications.withdraw(City.id(1), City.TEST, "complaint");
            page.click(CONFIRM);
            page.click("#ask[open] #ask-ok");
            page.until("document.getElementById('ask-error').textContent.includes('nothing to confirm')");
        }
        await().atMost(10, SECONDS).until(() -> city.views.of(City.id(1)).isChanged());
    }
}
