package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Actor;
import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Snapshot;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A camera's view, for the staff,")
final class CameraViewsTest {
    private static final String VIEW = "/api/v1/operator/cameras/" + City.id(1) + "/view";
    private final City city = new City();
    private final Instant now = Instant.now();
    private WebServer server;
    private String sari;

    @BeforeEach
    void start() throws Exception {
        city.camera(1, "p", "Simpang");
        city.show(1);
        city.user("sari", Role.OPERATOR, "kata sandi panjang");
        city.user("budi", Role.VIEWER, "kata sandi lain");
        city.views.approve(City.id(1), picture("old", now.minusSeconds(3_600)), Actor.user("rina"), "");
        city.views.changed(City.id(1), picture("moved", now.minusSeconds(60)), "shifted by 14 %", City.TEST);
        show("new", now.minusSeconds(5));
        server = new WebServer(city);
        sari = server.cookie("sari", "kata sandi panjang");
        city.audited.clear();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Snapshot picture(String words, Instant takenAt) {
        return new Snapshot(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII)), takenAt);
    }

    private void show(String words, Instant takenAt) {
        city.decoded(1, words.getBytes(StandardCharsets.US_ASCII), takenAt);
    }

    private JsonNode view() throws Exception {
        HttpResponse<String> answer = server.staff("GET", VIEW, sari, "");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("no-store", header(answer, "Cache-Control"));
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String what, String taken) throws Exception {
        return server.staff("POST", VIEW + what, sari, "{\"picture\":\"" + taken + "\",\"why\":\"new pole\"}");
    }

    @Test
    @DisplayName("tells who approved what and when, what changed, and where the three pictures are")
    void describes() throws Exception {
        JsonNode view = view();
        assertEquals("user:rina", view.path("by").asText());
        assertEquals(now.minusSeconds(3_600).toString(), view.path("approved").asText());
        assertEquals(now.minusSeconds(60).toString(), view.path("changed").asText());
        assertEquals("shifted by 14 %", view.path("detail").asText());
        assertEquals("view-changed", view.at("/publication/reason/code").asText());
        String[][] expected = {{"reference", "old"}, {"evidence", "moved"}, {"current", "new"}};
        for (String[] pair : expected) {
            HttpResponse<String> picture =
                    server.staff("GET", view.at("/" + pair[0] + "/picture").asText(), sari, "");
            assertEquals(pair[1], picture.body());
            assertEquals("image/jpeg", header(picture, "Content-Type"));
            assertEquals("no-store", header(picture, "Cache-Control"));
        }
        assertEquals(now.minusSeconds(5).toString(), view.at("/current/taken").asText());
    }

    @Test
    @DisplayName("has no picture where there is none, and says so")
    void withoutPictures() throws Exception {
        city.camera(2, "p", "Taman");
        String other = VIEW.replace(City.id(1), City.id(2));
        JsonNode view = json(server.staff("GET", other, sari, ""));
        for (String name : new String[] {"approved", "changed", "reference", "evidence", "current"}) {
            assertTrue(view.path(name).isNull(), name);
        }
        for (String name : new String[] {"reference", "evidence", "current"}) {
            assertEquals(
                    404,
                    server.staff("GET", other + "/" + name + ".jpg", sari, "").statusCode());
        }
    }

    @Test
    @DisplayName("is confirmed with the picture that was looked at, though a newer one came meanwhile")
    void confirms() throws Exception {
        String looked = view().at("/current/taken").asText();
        show("newer", now);
        HttpResponse<String> answer = post("/confirm", looked);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("public", json(answer).at("/publication/stand").asText());
        assertTrue(json(answer).path("changed").isNull());
        assertEquals(
                "new",
                StandardCharsets.US_ASCII
                        .decode(city.views.reference(City.id(1)).orElseThrow().jpeg())
                        .toString());
        assertEquals("user:sari", city.audited.get(0).who());
        assertEquals("new pole", city.audited.get(0).why());
    }

    @Test
    @DisplayName("is not confirmed with a picture that nobody was shown, and names the field when there is none")
    void refusesUnseen() throws Exception {
        show("newer", now);
        HttpResponse<String> unseen = post("/confirm", now.minusSeconds(5).toString());
        assertEquals(409, unseen.statusCode());
        assertEquals(
                "urn:pantau:problem:picture-not-current",
                json(unseen).path("type").asText());
        assertFalse(json(unseen).path("detail_en").asText().isEmpty());
        HttpResponse<String> none = server.staff("POST", VIEW + "/confirm", sari, "{}");
        assertEquals(422, none.statusCode());
        assertEquals("picture", json(none).at("/errors/0/field").asText());
        assertTrue(city.views.of(City.id(1)).isChanged());
        assertFalse(city.publications.of(City.id(1)).isPublic());
    }

    @Test
    @DisplayName("stays unconfirmed when a policy denies, which is said in its words")
    void refused() throws Exception {
        city.denial = Optional.of(new PublicationRefusedException(new Text("Jangan.", "No."), "Pasal 1"));
        HttpResponse<String> answer =
                post("/confirm", view().at("/current/taken").asText());
        assertEquals(409, answer.statusCode());
        assertEquals("Jangan.", json(answer).path("detail").asText());
        assertEquals("Pasal 1", json(answer).path("article").asText());
    }

    @Test
    @DisplayName("can be approved alone, which publishes nothing")
    void approves() throws Exception {
        HttpResponse<String> answer =
                post("/reference", view().at("/current/taken").asText());
        assertEquals(200, answer.statusCode(), answer.body());
        assertFalse(city.views.of(City.id(1)).isChanged());
        assertFalse(city.publications.of(City.id(1)).isPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/reference.jpg", "/evidence.jpg", "/current.jpg"})
    @DisplayName("is nobody's who is not logged in, and to be read by every member of staff")
    void staffOnly(String path) throws Exception {
        assertEquals(401, server.get(VIEW + path).statusCode());
        String budi = server.cookie("budi", "kata sandi lain");
        assertEquals(200, server.staff("GET", VIEW + path, budi, "").statusCode());
        assertEquals(405, server.staff("POST", VIEW + path, sari, "{}").statusCode());
        assertEquals(
                404,
                server.staff("GET", VIEW.replace(City.id(1), "nosuchcamera") + path, sari, "")
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/confirm", "/reference"})
    @DisplayName("is decided on by operators only, from our own page, by POST")
    void operatorsOnly(String path) throws Exception {
        String body = "{\"picture\":\"" + view().at("/current/taken").asText() + "\"}";
        String budi = server.cookie("budi", "kata sandi lain");
        assertEquals(403, server.staff("POST", VIEW + path, budi, body).statusCode());
        HttpResponse<String> forged = server.send(server.request(VIEW + path)
                .header("Cookie", sari)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertEquals(403, forged.statusCode());
        assertEquals(401, server.staff("POST", VIEW + path, "none=1", body).statusCode());
        assertEquals(405, server.staff("GET", VIEW + path, sari, "").statusCode());
        assertEquals(404, server.staff("POST", VIEW + path + "/x", sari, body).statusCode());
        assertTrue(city.views.of(City.id(1)).isChanged());
    }
}
