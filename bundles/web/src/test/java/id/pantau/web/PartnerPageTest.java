package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Uptime;
import id.pantau.service.Partners.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The partner's page, in a browser")
final class PartnerPageTest {
    private static final String HOSTILE = "<img src=x onerror=document.title=1>";
    private final City city = new City();
    private WebServer server;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser's helpers may still write there
    private Path profile;

    @BeforeEach
    void start() throws Exception {
        Chromium.need();
        city.keys.put("key-of-bank", "bank-anu");
        city.keys.put("key-to-read", "bank-anu");
        city.partners.scopes.put("key-to-read", Scope.READ);
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Gerbang");
        city.camera(2, "p", HOSTILE);
        city.states.put(City.id(2), CameraState.offline(Reason.NO_VIDEO, "", City.NOON));
        Camera hotel = city.camera(3, "p", "Milik hotel");
        city.allCameras.put(
                hotel.id(),
                new Camera(
                        hotel.id(),
                        hotel.name(),
                        hotel.point(),
                        "hotel-anu",
                        hotel.ref(),
                        hotel.vendor(),
                        hotel.endpoint(),
                        hotel.channel(),
                        hotel.scene(),
                        true));
        city.decoded(1, Files.readAllBytes(Path.of("../../docs/images/portal.png")));
        city.agreements.all.add(CityAgreements.agreement("12/2026", "bank-anu"));
        city.looked.add(City.id(1) + " sari");
        city.history.figures.add(new Uptime(
                City.id(1), 1, Duration.ofHours(99), Duration.ZERO, Duration.ofHours(1), Duration.ZERO, Map.of()));
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private DevTools loggedIn(String key, int width) throws Exception {
        DevTools page = DevTools.open("http://127.0.0.1:" + server.port() + "/mitra", profile, width, 844);
        page.until("document.querySelector('#login:not([hidden])')");
        page.value("document.querySelector('#name').value = 'bank-anu'");
        page.value("document.querySelector('#key').value = '" + key + "'");
        page.click("#login button");
        return page;
    }

    private static String words(DevTools page) throws Exception {
        return page.value("document.querySelector('#desk').innerText");
    }

    @Test
    @DisplayName("shows what is the partner's own, in Indonesian first, and what others named is text only")
    void shown() throws Exception {
        try (DevTools page = loggedIn("key-of-bank", 390)) {
            page.until("document.querySelectorAll('#cameras > li').length === 2");
            String words = words(page);
            for (String expected : new String[] {
                "Gerbang",
                HOSTILE,
                Reason.NO_VIDEO.text().id(),
                "Hidup 99% dalam 30 hari",
                "12/2026",
                "2026-11-a",
                "4 dari 6 selesai diperiksa",
                "sari"
            }) {
                assertTrue(words.contains(expected), expected + " in " + words);
            }
            assertFalse(words.contains("Milik hotel"), words);
            assertFalse(words.contains("undefined") || words.contains("{"), words);
            page.until("document.querySelector('img.still').naturalWidth > 0");
            assertEquals("Mitra · Pantau Batam", page.value("document.title"));
            page.until("document.documentElement.scrollWidth <= innerWidth");
            assertEquals("", page.value("document.cookie"), "no script can read the login");
            page.click("[data-language]");
            page.until("document.querySelector('#desk').innerText.includes('Live 99% of 30 days')");
            assertFalse(words(page).contains("undefined") || words(page).contains("{"), words(page));
        }
    }

    @Test
    @DisplayName("takes a camera back with a reason and gives it again, and is still logged in after a reload")
    void withheld() throws Exception {
        String camera = "cam000000001";
        try (DevTools page = loggedIn("key-of-bank", 1280)) {
            page.click("[data-key=withhold-" + camera + "]");
            page.click("#ask-ok");
            page.until("document.querySelector('#ask-error:not([hidden])')");
            page.value("document.querySelector('#why').value = 'renovasi'");
            page.click("#ask-ok");
            page.until("document.querySelector('[data-key=release-" + camera + "]')");
            assertTrue(city.agreements.withheldSince(camera).isPresent());
            assertEquals("renovasi", city.audited.get(1).why());
            page.value("location.reload()");
            page.click("[data-key=release-" + camera + "]");
            page.click("#ask-ok");
            page.until("document.querySelector('[data-key=withhold-" + camera + "]')");
            assertTrue(city.agreements.withheldSince(camera).isEmpty());
        }
    }

    @Test
    @DisplayName("revokes an agreement after asking, and then offers it no more")
    void revoked() throws Exception {
        try (DevTools page = loggedIn("key-of-bank", 1280)) {
            page.click("#agreements button");
            page.until("document.querySelector('#ask[open]')");
            page.value("document.querySelector('#why').value = 'pindah'");
            page.click("#ask-ok");
            page.until("document.querySelector('#agreements').innerText.includes('Dicabut')");
            assertEquals("null", page.value("String(document.querySelector('#agreements button'))"));
            assertTrue(city.agreements.all.get(0).revoked().isPresent());
        }
    }

    @Test
    @DisplayName("offers no change to a key to read, and ends when the key does")
    void reads() throws Exception {
        try (DevTools page = loggedIn("key-to-read", 1280)) {
            page.until("document.querySelectorAll('#cameras > li').length === 2");
            assertEquals("0", page.value("document.querySelectorAll('#desk button').length"));
            city.keys.remove("key-to-read");
            page.value("location.reload()");
            page.until("document.querySelector('#login:not([hidden])')");
            assertEquals("bank-anu", page.value("document.querySelector('#name').value"));
        }
    }

    @Test
    @DisplayName("says that a key is wrong, and keeps the name")
    void wrongKey() throws Exception {
        try (DevTools page = loggedIn("wrong", 390)) {
            page.until("document.querySelector('#login-error:not([hidden])')");
            assertEquals(
                    "Nama mitra atau kunci salah.", page.value("document.querySelector('#login-error').innerText"));
        }
    }
}
