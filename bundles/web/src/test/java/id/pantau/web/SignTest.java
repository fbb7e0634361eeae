package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Point;
import id.pantau.model.Role;
import id.pantau.model.Text;
import io.nayuki.qrcodegen.QrCode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera's sign")
final class SignTest {
    private static final String SIGN = "/kamera/" + City.id(1) + "/papan";
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.keys.put("key-of-bank", "bank-anu");
        city.keys.put("key-of-hotel", "hotel-anu");
        city.user("sari", Role.VIEWER, "kata sandi panjang");
        city.allPoints.add(new Point("p", "Simpang", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Gerbang <utara>");
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("says who runs the camera, what for, who sees it, how long it is kept, and whom to ask")
    void notice() throws Exception {
        city.show(1);
        city.daysKept = 7;
        city.partners.contacts.put("bank-anu", "Bank Anu, 0778 123");
        HttpResponse<String> answer = server.get(SIGN);
        assertEquals(200, answer.statusCode());
        assertTrue(header(answer, "Content-Security-Policy").contains("default-src 'none'"));
        String page = answer.body();
        for (String words : new String[] {
            "Gerbang &lt;utara&gt;", "bank-anu · jaringan CCTV Kota Batam", "Bank Anu, 0778 123", "27 Tahun 2022",
            "petugas kota dan warga", "city staff and citizens", "paling lama 7 hari", "at most 7 days"
        }) {
            assertTrue(page.contains(words), words);
        }
        assertFalse(page.contains("{{"), page);
        assertTrue(
                server.get("/kamera/" + City.id(1)).body().contains("data-contact-address=\"Bank Anu, 0778 123\""),
                "so does the page that its code leads to");
        city.notShared.put(City.id(1), new Text("x", "x"));
        assertTrue(server.get(SIGN).body().contains("tidak direkam oleh kota"));
    }

    @Test
    @DisplayName("has the code of the camera's public page, and of the portal while it has none")
    void code() throws Exception {
        city.show(1);
        assertTrue(server.get(SIGN).body().contains(path("https://pantau.example.id/kamera/" + City.id(1))));
        city.standing.clear();
        String cookie = server.cookie("sari", "kata sandi panjang");
        assertTrue(server.get(SIGN, "Cookie", cookie).body().contains(path("https://pantau.example.id/")));
    }

    private static String path(String address) {
        return "<path d=\"" + Signs.path(QrCode.encodeText(address, QrCode.Ecc.QUARTILE)) + "\"/>";
    }

    @Test
    @DisplayName("of a camera that is not public is for its owner and the staff; for others there is no such camera")
    void notPublic() throws Exception {
        HttpResponse<String> stranger = server.get(SIGN);
        assertEquals(404, stranger.statusCode());
        assertEquals(server.get("/kamera/" + City.id(9) + "/papan").body(), stranger.body());
        assertEquals(404, signFor("key-of-hotel").statusCode());
        HttpResponse<String> own = signFor("key-of-bank");
        assertEquals(200, own.statusCode());
        assertEquals("no-store", header(own, "Cache-Control"));
        assertTrue(own.body().contains("privasi@example.id"), "the city's contact, where the partner named none");
        String cookie = server.cookie("sari", "kata sandi panjang");
        assertEquals(200, server.get(SIGN, "Cookie", cookie).statusCode());
    }

    @Test
    @DisplayName("is opened to its owner however many of the same network have looked without a key")
    void visitors() throws Exception {
        for (int i = 0; i <= PartnerAccess.WRONG_PER_MINUTE; i++) {
            assertEquals(404, server.get(SIGN).statusCode());
        }
        assertEquals(200, signFor("key-of-bank").statusCode());
    }

    private HttpResponse<String> signFor(String key) throws Exception {
        return server.get(SIGN, "Authorization", "Bearer " + key);
    }

    @Test
    @DisplayName("has a public address that a sign can show")
    void address() {
        WebCheck check = new WebCheck();
        for (String right : new String[] {"", "https://pantau.example.id", "http://10.0.0.1:8181/kota/"}) {
            assertEquals(Optional.empty(), check.problem(Map.of("publicUrl", right)), right);
        }
        for (String wrong : new String[] {"pantau.example.id", "javascript:alert(1)", "https://a b", "https://x/?y"}) {
            assertTrue(check.problem(Map.of("publicUrl", wrong)).orElse("").startsWith("publicUrl"), wrong);
        }
    }
}
