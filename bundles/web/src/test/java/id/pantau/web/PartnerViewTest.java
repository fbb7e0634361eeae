package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.AuditEntry;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.PermitDuty;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.model.StreamStats;
import id.pantau.model.Uptime;
import id.pantau.service.Partners.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a partner sees by the API")
final class PartnerViewTest {
    private static final String OWN = "/api/v1/partners/bank-anu/";
    private static final String BANK = "key-of-bank";
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.keys.put(BANK, "bank-anu");
        city.keys.put("key-to-read", "bank-anu");
        city.keys.put("key-of-office", "bank-anu");
        city.keys.put("key-of-hotel", "hotel-anu");
        city.partners.scopes.put("key-to-read", Scope.READ);
        city.partners.scopes.put("key-of-office", Scope.PERMITS);
        city.allPoints.add(new Point("p", "Simpang", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Gerbang");
        city.camera(2, "p", "Lobi");
        city.decoded(1, new byte[] {1, 2, 3});
        city.allCameras.put(City.id(3), ofHotel(city.camera(3, "p", "Hotel")));
        city.decoded(3, new byte[] {3});
        city.agreements.all.add(CityAgreements.agreement("12/2026", "bank-anu"));
        city.agreements.all.add(CityAgreements.agreement("13/2026", "hotel-anu"));
        server = new WebServer(city, WebServer.configuration(false, "", 20_000, 40), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Camera ofHotel(Camera c) {
        return new Camera(
                c.id(), c.name(), c.point(), "hotel-anu", c.ref(), c.vendor(), c.endpoint(), "1", Scene.STREET, true);
    }

    private HttpRequest.Builder with(String key, String path) {
        return server.request(path).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> get(String key, String path) throws Exception {
        return server.send(with(key, path));
    }

    private HttpResponse<String> post(String key, String path, String body) throws Exception {
        return server.send(
                with(key, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    @DisplayName("is its own cameras with status, the reason in both languages, viewers, and nobody else's")
    void cameras() throws Exception {
        city.states.put(City.id(2), CameraState.offline(Reason.NO_VIDEO, "no packets", City.NOON));
        city.statistics.put(City.id(1), new StreamStats(25, 1, 1, 1, 4, 9, 2, Optional.of(City.NOON)));
        HttpResponse<String> answer = get(BANK, OWN + "cameras");
        JsonNode cameras = json(answer).path("cameras");
        assertEquals(2, cameras.size());
        assertEquals("live", cameras.at("/0/status").asText());
        assertEquals(4, cameras.at("/0/viewers").asInt());
        assertEquals("Simpang", cameras.at("/0/point/name").asText());
        assertEquals("offline", cameras.at("/1/status").asText());
        assertEquals(Reason.NO_VIDEO.text().id(), cameras.at("/1/reason/id").asText());
        assertEquals(Reason.NO_VIDEO.text().en(), cameras.at("/1/reason/en").asText());
        assertEquals(4, cameras.at("/0/shared").size());
        assertTrue(cameras.at("/0/shared/0/now").asBoolean());
        assertFalse(answer.body().contains("10.20.0."), "no address of a camera");
        assertEquals(
                1,
                json(get("key-of-hotel", "/api/v1/partners/hotel-anu/cameras"))
                        .path("cameras")
                        .size());
    }

    @Test
    @DisplayName("is its cameras' uptime, in which the time that it shared nothing does not count")
    void uptime() throws Exception {
        city.history.figures.add(new Uptime(
                City.id(1),
                1,
                Duration.ofHours(90),
                Duration.ZERO,
                Duration.ofHours(110),
                Duration.ofHours(7),
                Map.of(Reason.UNREACHABLE, Duration.ofHours(10), Reason.AGREEMENT_ENDED, Duration.ofHours(100))));
        JsonNode uptime = json(get(BANK, OWN + "cameras")).at("/cameras/0/uptime");
        assertEquals(90.0, uptime.path("livePercent").asDouble());
        assertEquals(36_000, uptime.path("offlineSeconds").asInt());
        assertEquals(360_000, uptime.path("notSharedSeconds").asInt());
        int asked = city.history.asked.size();
        json(get(BANK, OWN + "cameras"));
        assertEquals(asked, city.history.asked.size(), "the database adds up once a minute");
    }

    @Test
    @DisplayName("is a picture of an own camera, while it is shared")
    void picture() throws Exception {
        String path = json(get(BANK, OWN + "cameras")).at("/cameras/0/snapshot").asText();
        assertEquals(OWN + "cameras/" + City.id(1) + "/snapshot.jpg", path);
        HttpResponse<String> answer = get(BANK, path);
        assertEquals(200, answer.statusCode());
        assertEquals("image/jpeg", header(answer, "Content-Type"));
        assertEquals("private, no-cache", header(answer, "Cache-Control"));
        assertEquals(
                304,
                server.send(with(BANK, path).header("If-None-Match", header(answer, "ETag")))
                        .statusCode());
        post(BANK, OWN + "cameras/" + City.id(1) + "/withhold", "{\"why\":\"x\"}");
        assertEquals(404, get(BANK, path).statusCode());
        assertTrue(json(get(BANK, OWN + "cameras")).at("/cameras/0/snapshot").isNull());
    }

    @Test
    @DisplayName("is taken back for one camera, with a reason, and given again")
    void withhold() throws Exception {
        String camera = OWN + "cameras/" + City.id(1);
        assertEquals(422, post(BANK, camera + "/withhold", "{\"why\":\" \"}").statusCode());
        JsonNode withheld = json(post(BANK, camera + "/withhold", "{\"why\":\"renovasi\"}"));
        assertEquals(City.NOON.toString(), withheld.path("withheld").asText());
        assertFalse(withheld.at("/shared/0/now").asBoolean());
        assertEquals(
                CityAgreements.WITHHELD.id(), withheld.at("/shared/0/why/id").asText());
        assertTrue(json(post(BANK, camera + "/release", "{}")).path("withheld").isNull());
        assertEquals(
                List.of("partner:bank-anu camera:withhold renovasi", "partner:bank-anu camera:release "),
                city.audited.stream().map(PartnerViewTest::line).toList());
    }

    private static String line(AuditEntry entry) {
        return entry.who() + " " + entry.action() + " " + entry.why();
    }

    @Test
    @DisplayName("is its agreements; one is revoked by its exact number, slashes and all")
    void agreements() throws Exception {
        JsonNode agreements = json(get(BANK, OWN + "agreements")).path("agreements");
        assertEquals(1, agreements.size());
        assertEquals("12/2026", agreements.at("/0/number").asText());
        assertEquals("in-force", agreements.at("/0/state").asText());
        assertEquals("live", agreements.at("/0/shared/0/use").asText());
        String revoke = OWN + "agreements/revoke";
        assertEquals(422, post(BANK, revoke, "{\"number\":\"12/2026\"}").statusCode());
        assertEquals(
                404, post(BANK, revoke, "{\"number\":\"12/202\",\"why\":\"x\"}").statusCode());
        JsonNode revoked = json(post(BANK, revoke, "{\"number\":\"12/2026\",\"why\":\"pindah\"}"));
        assertEquals("revoked", revoked.path("state").asText());
        assertEquals("partner:bank-anu agreement:revoke pindah", line(city.audited.get(0)));
    }

    @Test
    @DisplayName("is its permits, its receipts with how far they are, and who looked")
    void papers() throws Exception {
        LocalDate issued = LocalDate.now().minusMonths(8);
        city.permits.duties.put("P-1", new PermitDuty("P-1", "bank-anu", 3, issued, issued.plusMonths(6)));
        city.permits.duties.put("P-2", new PermitDuty("P-2", "hotel-anu", 3, issued, issued.plusMonths(6)));
        city.permits.fulfilled.put("P-1", 1);
        city.looked.add(City.id(1) + " sari");
        city.looked.add(City.id(3) + " budi");
        JsonNode permits = json(get(BANK, OWN + "permits")).path("permits");
        assertEquals(1, permits.size());
        assertEquals("overdue", permits.at("/0/state").asText());
        assertEquals(1, permits.at("/0/fulfilled").asInt());
        JsonNode receipts = json(get(BANK, OWN + "receipts")).path("receipts");
        assertEquals(4, receipts.at("/0/done").asInt());
        assertEquals(6, receipts.at("/0/total").asInt());
        assertEquals(OWN + "cameras/receipts/r1", receipts.at("/0/receipt").asText());
        JsonNode looks = json(get(BANK, OWN + "looks")).path("looks");
        assertEquals(1, looks.size());
        assertEquals("sari", looks.at("/0/who").asText());
        assertEquals("Gerbang", looks.at("/0/name").asText());
    }

    @Test
    @DisplayName("is nothing of another: its camera and agreement answer as those that do not exist")
    void others() throws Exception {
        String nothing =
                get(BANK, OWN + "cameras/" + City.id(9) + "/snapshot.jpg").body();
        for (String path : List.of(
                OWN + "cameras/" + City.id(3) + "/snapshot.jpg",
                OWN + "cameras/receipts/r2",
                "/api/v1/partners/hotel-anu/cameras",
                "/api/v1/partners/hotel-anu/agreements",
                "/api/v1/partners/hotel-anu/cameras/" + City.id(3) + "/snapshot.jpg",
                "/api/v1/partners/nobody/looks",
                OWN,
                OWN + "cameras/x/y/z")) {
            HttpResponse<String> answer = get(BANK, path);
            assertEquals(404, answer.statusCode(), path);
            assertEquals(nothing, answer.body(), path);
        }
        for (String path : List.of("cameras/" + City.id(3) + "/withhold", "cameras/" + City.id(3) + "/release")) {
            HttpResponse<String> answer = post(BANK, OWN + path, "{\"why\":\"x\"}");
            assertEquals(404, answer.statusCode(), path);
            assertEquals(nothing, answer.body(), path);
        }
        HttpResponse<String> answer = post(BANK, OWN + "agreements/revoke", "{\"number\":\"13/2026\",\"why\":\"x\"}");
        assertEquals(404, answer.statusCode());
        assertEquals(nothing, answer.body());
        assertEquals(List.of(), city.audited);
    }

    @Test
    @DisplayName("may be seen with a key to read, which changes nothing; a permit office's key opens nothing of it")
    void scopes() throws Exception {
        assertEquals(200, get("key-to-read", OWN + "cameras").statusCode());
        String withhold = OWN + "cameras/" + City.id(1) + "/withhold";
        assertEquals(403, post("key-to-read", withhold, "{\"why\":\"x\"}").statusCode());
        assertEquals(403, post("key-to-read", OWN + "cameras", "{}").statusCode());
        assertEquals(403, get("key-of-office", OWN + "cameras").statusCode());
        assertEquals(List.of(), city.audited);
    }

    @Test
    @DisplayName("is limited per key: 429 says when to come back, and another key is not concerned")
    void limited() throws Exception {
        for (int i = 0; i < 40; i++) {
            assertEquals(200, get(BANK, OWN + "agreements").statusCode());
        }
        HttpResponse<String> answer = get(BANK, OWN + "agreements");
        assertEquals(429, answer.statusCode());
        assertTrue(Integer.parseInt(header(answer, "Retry-After")) <= 2, header(answer, "Retry-After"));
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertFalse(problem.path("detail").asText().isEmpty()
                || problem.path("detail_en").asText().isEmpty());
        assertEquals(200, get("key-to-read", OWN + "agreements").statusCode());
    }

    @Test
    @DisplayName("keeps guessers out without shutting out their neighbours who have a key")
    void guessing() throws Exception {
        assertEquals(200, get(BANK, OWN + "agreements").statusCode());
        for (int i = 0; i < PartnerAccess.WRONG_PER_MINUTE; i++) {
            assertEquals(401, get("wrong-" + i, OWN + "cameras").statusCode());
        }
        assertEquals(429, get("wrong-again", OWN + "cameras").statusCode());
        assertEquals(429, get("key-of-hotel", OWN + "cameras").statusCode(), "a lucky guess gets no answer either");
        assertEquals(200, get(BANK, OWN + "agreements").statusCode());
    }

    private HttpResponse<String> logIn(String partner, String key) throws Exception {
        String path = "/api/v1/partners/" + partner + "/session";
        return server.staff("POST", path, "none=1", "{\"key\":\"" + key + "\"}");
    }

    @Test
    @DisplayName("is open to a login as to its key, until the login or the key ends")
    void login() throws Exception {
        HttpResponse<String> answer = logIn("bank-anu", BANK);
        assertEquals("bank-anu", json(answer).path("partner").asText());
        String set = header(answer, "Set-Cookie");
        assertTrue(set.contains("HttpOnly") && set.contains("SameSite=Strict"), set);
        assertFalse(set.contains(BANK), set);
        String cookie = set.split(";")[0];
        assertEquals(200, server.get(OWN + "cameras", "Cookie", cookie).statusCode());
        assertEquals(
                404,
                server.get("/api/v1/partners/hotel-anu/cameras", "Cookie", cookie)
                        .statusCode());
        String withhold = OWN + "cameras/" + City.id(1) + "/withhold";
        assertEquals(
                200, server.staff("POST", withhold, cookie, "{\"why\":\"x\"}").statusCode());
        assertEquals(204, server.staff("DELETE", OWN + "session", cookie, "").statusCode());
        assertEquals(401, server.get(OWN + "cameras", "Cookie", cookie).statusCode());
        String again = header(logIn("bank-anu", BANK), "Set-Cookie").split(";")[0];
        assertEquals(200, server.get(OWN + "cameras", "Cookie", again).statusCode());
        city.keys.remove(BANK);
        assertEquals(401, server.get(OWN + "cameras", "Cookie", again).statusCode());
    }

    @Test
    @DisplayName("cannot be changed by another site's page that has the login's cookie")
    void forged() throws Exception {
        String cookie = header(logIn("bank-anu", BANK), "Set-Cookie").split(";")[0];
        HttpResponse<String> answer = server.send(server.request(OWN + "cameras/" + City.id(1) + "/withhold")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"why\":\"x\"}")));
        assertEquals(403, answer.statusCode());
        assertTrue(city.agreements.withheldSince(City.id(1)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "key-of-hotel", "key-of-office", ""})
    @DisplayName("is not open to a login with another's key, or one for something else")
    void wrongLogin(String key) throws Exception {
        HttpResponse<String> answer = logIn("bank-anu", key);
        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }
}
