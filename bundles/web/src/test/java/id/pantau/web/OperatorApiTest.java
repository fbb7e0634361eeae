package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.CameraState;
import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.PremisesDistance;
import id.pantau.model.Preview;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.SceneGuess;
import id.pantau.model.StreamStats;
import id.pantau.model.Text;
import id.pantau.model.Warning;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Snapshot;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The staff's API")
final class OperatorApiTest {
    private static final String SESSION = "/api/v1/operator/session";
    private static final String CAMERAS = "/api/v1/operator/cameras";
    private static final String ROWS = "/api/v1/operator/onboarding";
    private static final String WHY = "{\"why\":\"karena perlu\"}";
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.allPoints.add(new Point("simpang-kuda", "Simpang Kuda", "Batam Kota", 1.1344, 104.0302));
        city.camera(1, "simpang-kuda", "Simpang Kuda 1");
        city.camera(2, "nowhere", "Lobi");
        city.states.put(City.id(2), CameraState.offline(Reason.UNAUTHORIZED, "401 twice", City.NOON));
        city.statistics.put(City.id(1), new StreamStats(24.96, 500_000, 640, 360, 3, 1024, 1, Optional.of(City.NOON)));
        city.file(2, "index.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n", false);
        city.file(2, "seg-1.m4s", "video/mp4", "moof", true);
        city.user("sari", Role.OPERATOR, "kata sandi panjang");
        city.user("budi", Role.VIEWER, "kata sandi lain");
        city.waiting("row-1", "Hotel Anu");
        server = new WebServer(city);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String sari() throws Exception {
        return server.cookie("sari", "kata sandi panjang");
    }

    private String budi() throws Exception {
        return server.cookie("budi", "kata sandi lain");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    @DisplayName("logs in with a cookie that scripts and other sites cannot use, and tells who it is")
    void logIn() throws Exception {
        HttpResponse<String> answer = server.logIn("sari", "kata sandi panjang");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"user\":\"sari\",\"role\":\"operator\"}", answer.body());
        String cookie = header(answer, "Set-Cookie");
        assertTrue(cookie.matches("pantau-session=[A-Za-z0-9_-]{43};.*"), cookie);
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"));
        assertFalse(cookie.contains("Secure"), "loopback without TLS");
        assertEquals("session:login", city.audited.get(0).action());
        String token = cookie.split(";")[0];
        assertEquals(
                "sari",
                json(server.staff("GET", SESSION, token, "")).path("user").asText());
    }

    @Test
    @DisplayName("answers a wrong password and an unknown name alike")
    void wrong() throws Exception {
        HttpResponse<String> wrong = server.logIn("sari", "salah");
        assertEquals(401, wrong.statusCode());
        assertEquals("Nama atau kata sandi salah.", json(wrong).path("detail").asText());
        assertEquals(wrong.body(), server.logIn("nobody", "salah").body());
        assertTrue(wrong.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    @DisplayName("stops guessing at one name with 429, even with the right password then from there")
    void throttled() throws Exception {
        for (int i = 0; i < LoginThrottle.PER_NAME; i++) {
            assertEquals(401, server.logIn("sari", "salah").statusCode());
        }
        HttpResponse<String> answer = server.logIn("sari", "kata sandi panjang");
        assertEquals(429, answer.statusCode());
        assertTrue(Integer.parseInt(header(answer, "Retry-After")) > 0);
        assertEquals(200, server.logIn("budi", "kata sandi lain").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "nonsense", "{\"user\":\"a\",\"user\":\"b\"}", "{} {}"})
    @DisplayName("answers a login that is no JSON object with 400")
    void malformed(String body) throws Exception {
        assertEquals(400, server.staff("POST", SESSION, "a=b", body).statusCode());
    }

    @Test
    @DisplayName("answers a login of another type with 415 and a huge one with 413")
    void oddBodies() throws Exception {
        assertEquals(
                415,
                server.send(server.request(SESSION)
                                .header("X-Pantau", "1")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("user=sari")))
                        .statusCode());
        assertEquals(
                413,
                server.staff("POST", SESSION, "a=b", "{\"user\":\"" + "x".repeat(5000) + "\"}")
                        .statusCode());
    }

    @Test
    @DisplayName("logs out for good")
    void logOut() throws Exception {
        String cookie = sari();
        HttpResponse<String> answer = server.staff("DELETE", SESSION, cookie, "");
        assertEquals(204, answer.statusCode());
        assertTrue(header(answer, "Set-Cookie").contains("Max-Age=0"));
        assertEquals(401, server.staff("GET", SESSION, cookie, "").statusCode());
    }

    @Test
    @DisplayName("ends a login with the password it was opened with, or with its user")
    void ended() throws Exception {
        String cookie = sari();
        city.users.changePassword("sari", "kata sandi baru", City.TEST);
        assertEquals(401, server.staff("GET", CAMERAS, cookie, "").statusCode());
        String other = budi();
        city.users.remove("budi", City.TEST);
        assertEquals(401, server.staff("GET", CAMERAS, other, "").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {CAMERAS, ROWS, SESSION, "/operator/live/cam000000002/index.m3u8"})
    @DisplayName("tells nobody anything who is not logged in")
    void anonymous(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertEquals(401, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertFalse(header(answer, "WWW-Authenticate").isEmpty());
        assertEquals(401, server.get(path, "Cookie", "pantau-session=guess").statusCode());
    }

    @Test
    @DisplayName("lists every camera with what technicians need")
    void cameras() throws Exception {
        JsonNode cameras = json(server.staff("GET", CAMERAS, sari(), "")).path("cameras");
        assertEquals(2, cameras.size());
        JsonNode live = cameras.get(0);
        assertEquals("live", live.path("status").asText());
        assertTrue(live.path("reason").isNull());
        assertEquals("Batam Kota", live.at("/point/kecamatan").asText());
        assertEquals(3, live.path("viewers").asInt());
        assertEquals(25.0, live.path("fps").asDouble());
        assertEquals("2026-11-22T05:00:00Z", live.path("lastFrameAt").asText());
        assertEquals(
                "/operator/live/" + City.id(1) + "/index.m3u8", live.path("hls").asText());
        assertEquals("rtsp://10.20.0.1:554/ch1", live.path("address").asText());
        JsonNode dark = cameras.get(1);
        assertEquals("unauthorized", dark.at("/reason/code").asText());
        assertEquals(
                Reason.UNAUTHORIZED.nextStep().id(), dark.at("/reason/next/id").asText());
        assertFalse(dark.path("public").asBoolean());
        assertTrue(dark.path("point").isNull());
    }

    @Test
    @DisplayName("keeps addresses from viewers, and logins from everyone")
    void addresses() throws Exception {
        String cookie = budi();
        String body = server.staff("GET", CAMERAS, cookie, "").body()
                + server.staff("GET", ROWS, cookie, "").body();
        assertFalse(body.contains("10.20.0"), body);
        String all = server.staff("GET", ROWS, sari(), "").body();
        assertTrue(all.contains("10.20.0.7"));
        assertFalse(all.contains("hunter2secret"));
    }

    @Test
    @DisplayName("plays every camera to those who are logged in, for no cache but their own")
    void media() throws Exception {
        String path = "/operator/live/" + City.id(2) + "/";
        city.files.put(City.id(2) + "/main/index.m3u8", city.files.get(City.id(2) + "/index.m3u8"));
        assertEquals(200, server.get(path + "main/index.m3u8", "Cookie", budi()).statusCode());
        HttpResponse<String> playlist = server.get(path + "index.m3u8", "Cookie", budi());
        assertEquals("#EXTM3U\n", playlist.body());
        assertEquals("private, max-age=1", header(playlist, "Cache-Control"));
        assertTrue(playlist.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        assertTrue(header(server.get(path + "seg-1.m4s", "Cookie", budi()), "Cache-Control")
                .startsWith("private,"));
        assertEquals(404, server.get(path + "none.m4s", "Cookie", budi()).statusCode());
    }

    @Test
    @DisplayName("shows nothing that the owner does not share, says why, and notes who looked at the rest")
    void owners() throws Exception {
        String path = "/operator/live/" + City.id(2) + "/";
        assertEquals(200, server.get(path + "index.m3u8", "Cookie", budi()).statusCode());
        assertEquals(Set.of(City.id(2) + " budi"), city.looked);

        city.notShared.put(City.id(2), new Text("Perjanjian 12/2026 dicabut.", "Agreement 12/2026 was revoked."));
        for (String file : List.of("index.m3u8", "seg-1.m4s", "stream.mp4", "snapshot.jpg", "main/index.m3u8")) {
            HttpResponse<String> refused = server.get(path + file, "Cookie", sari());
            assertEquals(403, refused.statusCode(), file);
            assertEquals(
                    "Perjanjian 12/2026 dicabut.", json(refused).path("detail").asText());
        }
        for (String file : List.of("reference.jpg", "evidence.jpg", "current.jpg")) {
            String picture = CAMERAS + "/" + City.id(2) + "/view/" + file;
            assertEquals(403, server.get(picture, "Cookie", sari()).statusCode(), file);
        }
        assertEquals(Set.of(City.id(2) + " budi"), city.looked);
        JsonNode camera =
                json(server.staff("GET", CAMERAS, budi(), "")).path("cameras").get(1);
        assertEquals(
                "Agreement 12/2026 was revoked.", camera.at("/notShared/en").asText());
        assertTrue(camera.path("hls").isNull());
        assertTrue(camera.path("hlsMain").isNull());
        assertTrue(camera.path("snapshot").isNull());
    }

    @Test
    @DisplayName("publishes and withdraws for operators, with the reason they gave")
    void publishing() throws Exception {
        String cookie = sari();
        String camera = CAMERAS + "/" + City.id(1);
        HttpResponse<String> published = server.staff("POST", camera + "/publish", cookie, WHY);
        assertEquals(200, published.statusCode());
        assertEquals("public", json(published).path("stand").asText());
        HttpResponse<String> withdrawn = server.staff("POST", camera + "/withdraw", cookie, WHY);
        assertEquals("withdrawn-by-operator", json(withdrawn).at("/reason/code").asText());
        assertEquals("user:sari", city.audited.get(2).who());
        assertEquals("karena perlu", city.audited.get(2).why());
        assertEquals(
                409, server.staff("POST", camera + "/withdraw", cookie, WHY).statusCode());
        assertEquals(
                404,
                server.staff("POST", CAMERAS + "/nosuchcamera/publish", cookie, WHY)
                        .statusCode());
    }

    @Test
    @DisplayName("says which rule forbids a publication")
    void refused() throws Exception {
        city.denial = Optional.of(new PublicationRefusedException(
                new Text("Ruang privat tidak boleh ditayangkan.", "Private space may not be shown."),
                "UU PDP 27/2022 art. 17"));
        HttpResponse<String> answer = server.staff("POST", CAMERAS + "/" + City.id(1) + "/publish", sari(), WHY);
        assertEquals(409, answer.statusCode());
        assertEquals("UU PDP 27/2022 art. 17", json(answer).path("article").asText());
        assertEquals(
                "Ruang privat tidak boleh ditayangkan.",
                json(answer).path("detail").asText());
        assertEquals(
                "Private space may not be shown.",
                json(answer).path("detail_en").asText());
    }

    @Test
    @DisplayName("wants a reason of bounded length for taking something away")
    void why() throws Exception {
        city.show(1);
        String withdraw = CAMERAS + "/" + City.id(1) + "/withdraw";
        HttpResponse<String> answer = server.staff("POST", withdraw, sari(), "{\"why\":\"  \"}");
        assertEquals(422, answer.statusCode());
        assertEquals("why", json(answer).at("/errors/0/field").asText());
        assertEquals(
                422,
                server.staff("POST", withdraw, sari(), "{\"why\":\"" + "x".repeat(501) + "\"}")
                        .statusCode());
        assertTrue(city.standing.get(City.id(1)).isPublic());
    }

    @Test
    @DisplayName("lists what waits, and approves or rejects it once")
    void onboarding() throws Exception {
        String cookie = sari();
        JsonNode rows = json(server.staff("GET", ROWS + "?state=waiting-approval", cookie, ""));
        assertEquals(1, rows.path("total").asInt());
        assertEquals("Hotel Anu", rows.at("/rows/0/name").asText());
        HttpResponse<String> approved = server.staff("POST", ROWS + "/row-1/approve", cookie, "{}");
        assertEquals(City.id(77), json(approved).path("camera").asText());
        assertEquals(
                409, server.staff("POST", ROWS + "/row-1/approve", cookie, "{}").statusCode());
        assertEquals(
                404, server.staff("POST", ROWS + "/row-9/reject", cookie, WHY).statusCode());
        assertEquals(
                0,
                json(server.staff("GET", ROWS + "?state=waiting-approval", cookie, ""))
                        .path("total")
                        .asInt());
        assertEquals(400, server.staff("GET", ROWS + "?state=odd", cookie, "").statusCode());
    }

    @Test
    @DisplayName("asks a row's partner back, with a question")
    void ask() throws Exception {
        assertEquals(
                422, server.staff("POST", ROWS + "/row-1/ask", sari(), "{}").statusCode());
        assertEquals(
                "needs-information",
                json(server.staff("POST", ROWS + "/row-1/ask", sari(), WHY))
                        .path("state")
                        .asText());
        assertEquals("onboarding:ask", city.audited.get(city.audited.size() - 1).action());
    }

    @Test
    @DisplayName("decides on many rows at once, by name or by filter, and says what became of each")
    void bulk() throws Exception {
        city.waiting("row-2", "Hotel Dua");
        city.waiting("row-3", "Hotel Tiga");
        city.approvals.known.put(
                "row-3",
                new Consideration(
                        "row-3", Preview.NONE, Optional.empty(), List.of(), List.of(Warning.OUTSIDE_PREMISES)));
        String cookie = sari();
        String filter = "{\"decision\": \"approve\", \"filter\": {\"before\": \"%s\", \"partner\": \"bank-anu\","
                + " \"withoutWarnings\": true}}";
        JsonNode early = json(server.staff("POST", ROWS + "/decide", cookie, filter.formatted(Instant.EPOCH)));
        assertEquals(0, early.path("total").asInt(), "nothing waited then");
        JsonNode clear = json(server.staff("POST", ROWS + "/decide", cookie, filter.formatted(Instant.now())));
        assertEquals(2, clear.path("total").asInt());
        assertEquals(0, clear.path("left").asInt());
        assertEquals(List.of("row-1", "row-2"), clear.path("rows").findValuesAsText("id"));
        JsonNode named = json(server.staff(
                "POST",
                ROWS + "/decide",
                cookie,
                "{\"decision\": \"reject\", \"why\": \"lobi\", \"rows\": [\"row-3\", \"row-1\", \"nosuch\"]}"));
        assertEquals("rejected", named.at("/rows/0/state").asText());
        assertTrue(named.at("/rows/1/problem/en").asText().contains("not waiting"));
        assertTrue(named.at("/rows/2").has("problem"));
        for (String bad : List.of(
                "{\"decision\": \"reject\", \"rows\": [\"row-3\"]}",
                "{\"decision\": \"delete\", \"rows\": [\"row-3\"]}",
                "{\"decision\": \"approve\"}",
                "{\"decision\": \"approve\", \"filter\": {\"partner\": \"bank-anu\"}}",
                filter.formatted("yesterday"),
                "{\"decision\": \"approve\", \"rows\": [], \"filter\": {}}")) {
            assertEquals(
                    422, server.staff("POST", ROWS + "/decide", cookie, bad).statusCode(), bad);
        }
    }

    @Test
    @DisplayName("shows a waiting camera's picture to staff alone, and no cache keeps it")
    void waitingPicture() throws Exception {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, (byte) 0xff, (byte) 0xd9};
        city.approvals.pictures.put("row-1", new Snapshot(ByteBuffer.wrap(jpeg), City.NOON));
        assertEquals(401, server.get(ROWS + "/row-1/picture").statusCode());
        HttpResponse<String> picture = server.staff("GET", ROWS + "/row-1/picture", sari(), "");
        assertEquals(200, picture.statusCode());
        assertEquals("image/jpeg", picture.headers().firstValue("Content-Type").orElse(""));
        assertEquals("no-store", picture.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                404, server.staff("GET", ROWS + "/row-2/picture", sari(), "").statusCode());
        assertEquals(
                204, server.staff("POST", ROWS + "/row-1/picture", sari(), "").statusCode());
        assertEquals(
                404, server.staff("GET", ROWS + "/row-1/picture", sari(), "").statusCode());
    }

    @Test
    @DisplayName("says what speaks for and against each row")
    void considerations() throws Exception {
        city.approvals.known.put(
                "row-1",
                new Consideration(
                        "row-1",
                        new Preview(
                                Optional.of(City.NOON),
                                Optional.empty(),
                                Optional.of(
                                        new SceneGuess(SceneGuess.Kind.INDOOR, List.of(new Text("pucat", "pale"))))),
                        Optional.of(new PremisesDistance(new Premises("bank-anu", "Menara", 1.1, 104, 50), 70)),
                        List.of(new Neighbour(
                                City.id(1), true, "Simpang", "bank-anu", 12, Neighbour.Relation.NEAR, true)),
                        List.of(Warning.SAME_VIEW)));
        JsonNode known = json(server.staff("GET", ROWS, sari(), "")).at("/rows/0/considerations");
        assertEquals(
                ROWS + "/row-1/picture?taken=" + City.NOON,
                known.at("/preview/picture").asText());
        assertEquals("indoor", known.at("/preview/guess/code").asText());
        assertEquals(70, known.at("/premises/metres").asInt());
        assertFalse(known.at("/premises/inside").asBoolean(true));
        assertEquals(City.id(1), known.at("/neighbours/0/camera").asText());
        assertEquals("same-view", known.at("/warnings/0/code").asText());
    }

    @Test
    @DisplayName("rejects a row with its reason")
    void reject() throws Exception {
        assertEquals(
                422, server.staff("POST", ROWS + "/row-1/reject", sari(), "{}").statusCode());
        assertEquals(
                200, server.staff("POST", ROWS + "/row-1/reject", sari(), WHY).statusCode());
        assertEquals(
                "onboarding:reject", city.audited.get(city.audited.size() - 1).action());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CAMERAS + "/cam000000001/publish",
                CAMERAS + "/cam000000001/withdraw",
                ROWS + "/row-1/approve",
                ROWS + "/row-1/reject"
            })
    @DisplayName("lets viewers change nothing, nor anyone whose request our own page did not send")
    void forbidden(String path) throws Exception {
        city.show(1);
        HttpResponse<String> viewer = server.staff("POST", path, budi(), WHY);
        assertEquals(403, viewer.statusCode());
        assertEquals("urn:pantau:problem:role", json(viewer).path("type").asText());
        HttpResponse<String> forged = server.send(server.request(path)
                .header("Cookie", sari())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WHY)));
        assertEquals(403, forged.statusCode());
        assertEquals(
                "urn:pantau:problem:missing-header", json(forged).path("type").asText());
        HttpResponse<String> read = server.get(path, "Cookie", sari());
        assertEquals(405, read.statusCode());
        assertEquals("POST", header(read, "Allow"));
        assertTrue(city.standing.get(City.id(1)).isPublic());
        assertEquals(
                1,
                city.rows.stream()
                        .filter(r -> r.state().code().equals("waiting-approval"))
                        .count());
    }

    @Test
    @DisplayName("tells a client whose body it did not read that the connection ends, and only that one")
    void unreadBody() throws Exception {
        String request = "POST " + CAMERAS + "/cam000000001/publish HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";
        assertTrue(server.raw(request).contains("Connection: close"));
        HttpResponse<String> read = server.logIn("sari", "salah");
        assertTrue(read.headers().firstValue("Connection").isEmpty());
    }

    @Test
    @DisplayName("wants the header of our own page for logging in and out, too")
    void forgedLogin() throws Exception {
        String body = "{\"user\":\"sari\",\"password\":\"kata sandi panjang\"}";
        assertEquals(
                403,
                server.send(server.request(SESSION)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode());
        assertEquals(
                403,
                server.send(server.request(SESSION).header("Cookie", sari()).DELETE())
                        .statusCode());
    }
}
