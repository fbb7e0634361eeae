package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Point;
import id.pantau.model.Role;
import id.pantau.model.Scene;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The staff's page, in a browser")
final class OperatorPageTest {
    private final City city = new City();
    private WebServer server;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser's helpers may still write there
    private Path profile;

    @BeforeEach
    void start() throws Exception {
        Chromium.need();
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Simpang");
        city.camera(2, "p", "Taman");
        city.camera(3, "p", "Lobi");
        city.declare(2, Scene.PARK, false);
        city.declare(3, Scene.LOBBY, true);
        city.user("sari", Role.OPERATOR, "kata sandi panjang");
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("offers to publish only what may be published, says why not, and shows the owner's consent")
    void publishable() throws Exception {
        String page = page();
        assertEquals("", refusal(page, 1));
        assertEquals("owner does not agree to publication", refusal(page, 2));
        assertEquals("not public space: lobby", refusal(page, 3));
        assertTrue(page.contains("street · Partner bank-anu · GATE-1 · owner agrees to publication"), page);
        assertTrue(page.contains("park · Partner bank-anu · GATE-2 · owner does not agree to publication"), page);
    }

    /** Why the camera's button for publishing is off; empty when it is on. */
    private static String refusal(String page, int camera) {
        Matcher button = Pattern.compile("<button[^>]*data-key=\"publish-" + City.id(camera) + "\"[^>]*>")
                .matcher(page);
        assertTrue(button.find(), page);
        Matcher title = Pattern.compile(" disabled=\"\" title=\"([^\"]*)\"").matcher(button.group());
        return title.find() ? title.group(1) : "";
    }

    private String page() throws Exception {
        String login = "/test-login/" + server.cookie("sari", "kata sandi panjang");
        return Chromium.page("http://127.0.0.1:" + server.port() + login, profile, 3000);
    }
}
