package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.PermitDuty;
import id.pantau.service.Partners.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The permit office")
final class PermitApiTest {
    private static final String PATH = "/api/v1/permits";
    private final City city = new City();
    private final LocalDate today = LocalDate.now();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.keys.put("office", "dpmptsp");
        city.partners.scopes.put("office", Scope.PERMITS);
        city.keys.put("key-of-bank", "bank-anu");
        server = new WebServer(city);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return server.send(server.request(PATH)
                .header("Authorization", "Bearer office")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    @DisplayName("lays a duty upon a business, six months where it names no day; the same event again changes nothing")
    void event() throws Exception {
        String event = "{\"number\":\"503/1/2026\",\"business\":\"ruko-anu\",\"title\":\"Ruko Anu\",\"cameras\":2}";
        HttpResponse<String> answer = post(event);
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(today.plusMonths(6).toString(), json(answer).path("due").asText());
        assertEquals("open", json(answer).path("state").asText());
        assertFalse(json(answer).has("warning"));
        assertEquals(200, post(event).statusCode());
        assertEquals(Map.of("ruko-anu", "Ruko Anu"), city.permits.titles);
        assertEquals(1, city.permits.duties.size());
    }

    @Test
    @DisplayName("may repeat an event on a later day: the first one's days count")
    void later() throws Exception {
        LocalDate issued = today.minusMonths(7);
        city.permits.duties.put("P-1", new PermitDuty("P-1", "ruko-anu", 2, issued, issued.plusMonths(4)));
        assertEquals(
                200,
                post("{\"number\":\"P-1\",\"business\":\"ruko-anu\",\"cameras\":2}")
                        .statusCode());
        HttpResponse<String> other = post("{\"number\":\"P-1\",\"business\":\"ruko-anu\",\"cameras\":3}");
        assertEquals(409, other.statusCode());
        assertEquals(2, city.permits.duties.get("P-1").cameras());
    }

    @Test
    @DisplayName("is warned of a day sooner than usual")
    void soon() throws Exception {
        HttpResponse<String> answer = post(
                "{\"number\":\"P-2\",\"business\":\"ruko-anu\",\"cameras\":1,\"due\":\"" + today.plusMonths(1) + "\"}");
        assertEquals(201, answer.statusCode(), answer.body());
        assertTrue(json(answer).at("/warning/en").asText().contains("six months"), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "number, '',  ruko-anu, 1,    ''",
        "number, 'a\\nb',  ruko-anu, 1,    ''",
        "business, P, Ruko Anu, 1,    ''",
        "cameras, P,  ruko-anu, 0,    ''",
        "cameras, P,  ruko-anu, 1001, ''",
        "cameras, P,  ruko-anu, 1.5,  ''",
        "cameras, P,  ruko-anu, 4294967297, ''",
        "issued,  P,  ruko-anu, 1,    '\"issued\":\"2999-01-01\"'",
        "due,     P,  ruko-anu, 1,    '\"due\":\"2999-01-01\"'",
        "due,     P,  ruko-anu, 1,    '\"due\":\"2020-01-01\"'",
        "due,     P,  ruko-anu, 1,    '\"due\":\"besok\"'",
        "due,     P,  ruko-anu, 1,    '\"due\":\"2027-02-30\"'",
        "due,     P,  ruko-anu, 1,    '\"issued\":\"2020-01-01\",\"due\":\"2020-06-01\"'",
    })
    @DisplayName("is told which field makes no sense, in both languages")
    void nonsense(String field, String number, String business, String cameras, String more) throws Exception {
        HttpResponse<String> answer = post("{\"number\":\"" + number + "\",\"business\":\"" + business
                + "\",\"cameras\":" + cameras + (more.isEmpty() ? "" : "," + more) + "}");
        assertEquals(422, answer.statusCode(), answer.body());
        assertEquals(field, json(answer).at("/errors/0/field").asText());
        assertFalse(json(answer).at("/errors/0/id").asText().isEmpty());
        assertFalse(json(answer).at("/errors/0/en").asText().isEmpty());
        assertEquals(Map.of(), city.permits.duties);
    }

    @Test
    @DisplayName("sees what became of its permits, the overdue ones alone when it asks so")
    void overdue() throws Exception {
        LocalDate issued = today.minusMonths(8);
        city.permits.duties.put("P-1", new PermitDuty("P-1", "ruko-anu", 2, issued, issued.plusMonths(6)));
        city.permits.duties.put("P-2", new PermitDuty("P-2", "ruko-anu", 1, issued, issued.plusMonths(6)));
        city.permits.fulfilled.put("P-2", 1);
        assertEquals(2, json(get(PATH, "office")).path("permits").size());
        JsonNode overdue = json(get(PATH + "?state=overdue", "office")).path("permits");
        assertEquals(1, overdue.size());
        assertEquals("P-1", overdue.at("/0/number").asText());
        assertEquals(400, get(PATH + "?state=late", "office").statusCode());
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return server.get(path, "Authorization", "Bearer " + key);
    }

    @Test
    @DisplayName("is nobody with another key")
    void otherKey() throws Exception {
        assertEquals(403, get(PATH, "key-of-bank").statusCode());
        assertEquals(401, get(PATH, "wrong").statusCode());
        assertEquals(403, get("/api/v1/partners/dpmptsp/cameras", "office").statusCode());
    }
}
