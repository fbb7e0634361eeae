package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The staff's history and reports")
final class OperatorReportsTest {
    private static final String UPTIME = "/api/v1/operator/reports/uptime";
    private static final String HISTORY = "/api/v1/operator/cameras/" + City.id(1) + "/history";

    private final City city = new City();
    private WebServer server;
    private String cookie;

    @BeforeEach
    void start() throws Exception {
        city.allPoints.add(new Point("simpang-kuda", "=Simpang \"Kuda\"", "Batam Kota", 1.1344, 104.0302));
        city.camera(1, "simpang-kuda", "Simpang Kuda 1");
        city.user("budi", Role.VIEWER, "kata sandi lain");
        city.history.rows.add(
                new StatusChange(City.id(1), City.NOON, Status.DEGRADED, Optional.of(Reason.BLACK), "mean 3 of 255"));
        city.history.rows.add(
                new StatusChange(City.id(1), City.NOON.minusSeconds(60), Status.LIVE, Optional.empty(), ""));
        city.history.figures.add(new Uptime(
                "simpang-kuda",
                2,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofSeconds(7),
                Map.of(Reason.BLACK, Duration.ofSeconds(1))));
        city.history.figures.add(
                new Uptime("-", 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), Map.of()));
        server = new WebServer(city);
        cookie = server.cookie("budi", "kata sandi lain");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get(path, "Cookie", cookie);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    @DisplayName("a camera's history says since when it showed what, and why, in both languages")
    void history() throws Exception {
        HttpResponse<String> answer = get(HISTORY + "?from=2026-11-21T20:00Z&to=2026-11-22T12:00%2B07:00&limit=5");
        assertEquals(200, answer.statusCode());
        assertEquals(
                List.of(City.id(1), Instant.parse("2026-11-21T20:00:00Z"), Instant.parse("2026-11-22T05:00:00Z"), 5),
                city.history.asked);
        JsonNode rows = json(answer).path("rows");
        assertEquals("2026-11-22T05:00:00Z", rows.get(0).path("since").asText());
        assertEquals("degraded", rows.get(0).path("status").asText());
        assertEquals("black", rows.get(0).path("reason").path("code").asText());
        assertEquals(
                "Gambar kamera hitam.", rows.get(0).path("reason").path("id").asText());
        assertEquals("mean 3 of 255", rows.get(0).path("detail").asText());
        assertTrue(rows.get(1).path("reason").isNull());
        assertEquals(404, get(HISTORY.replace(City.id(1), City.id(7))).statusCode());
    }

    @Test
    @DisplayName("a report without parameters is of the last 30 days, by camera, as JSON")
    void report() throws Exception {
        HttpResponse<String> answer = get(UPTIME);
        assertEquals(200, answer.statusCode());
        assertEquals("application/json", header(answer, "Content-Type"));
        assertEquals(Uptime.By.CAMERA, city.history.asked.get(2));
        assertEquals(Duration.ofDays(30), Duration.between((Instant) city.history.asked.get(0), (Instant)
                city.history.asked.get(1)));
        JsonNode row = json(answer).path("rows").get(0);
        // two of three known seconds
        assertEquals(66.66, row.path("livePercent").asDouble());
        assertEquals(7, row.path("unknownSeconds").asInt());
        assertEquals("black", row.path("worstReason").path("code").asText());
        assertEquals(1, row.path("secondsByReason").path("black").asInt());
        assertTrue(json(answer).path("rows").get(1).path("livePercent").isNull());
    }

    @Test
    @DisplayName("a report as CSV, by parameter or by Accept, is what spreadsheets read and nothing they would run")
    void csv() throws Exception {
        HttpResponse<String> answer = get(UPTIME + "?by=point&format=csv&from=2026-11-01&to=2026-11-30");
        assertEquals(
                "subject,name,cameras,livePercent,liveSeconds,degradedSeconds,offlineSeconds,unknownSeconds,worstReason\r\n"
                        + "simpang-kuda,\"'=Simpang \"\"Kuda\"\"\",2,66.66,2,1,0,7,black\r\n"
                        + "-,,1,,0,0,0,10,\r\n",
                answer.body());
        assertTrue(header(answer, "Content-Type").startsWith("text/csv"));
        assertTrue(header(answer, "Content-Disposition").contains("uptime-point.csv"));
        ZoneId zone = ZoneId.systemDefault();
        assertEquals(
                List.of(
                        LocalDate.of(2026, 11, 1).atStartOfDay(zone).toInstant(),
                        LocalDate.of(2026, 12, 1).atStartOfDay(zone).toInstant(),
                        Uptime.By.POINT),
                city.history.asked);
        assertTrue(server.get(UPTIME, "Cookie", cookie, "Accept", "text/csv")
                .body()
                .startsWith("subject,"));
        assertEquals(
                "application/json",
                header(server.get(UPTIME, "Cookie", cookie, "Accept", "application/json, text/csv"), "Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from is not a time",
        "to=2026-13-01, to is not a time",
        "from=2026-11-02&to=2026-11-01, from is not before to",
        "from=2926-11-01&to=2926-11-02, not there yet",
        "by=vendor, by is camera",
        "format=xlsx, format is json or csv",
    })
    @DisplayName("what cannot be read is a problem that names it")
    void refused(String query, String words) throws Exception {
        HttpResponse<String> answer = get(UPTIME + "?" + query);
        assertEquals(400, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertTrue(json(answer).path("detail_en").asText().contains(words), answer.body());
        assertEquals(400, get(HISTORY + "?limit=0").statusCode());
        assertEquals(400, get(HISTORY + "?limit=99999").statusCode());
    }

    @Test
    @DisplayName("is for staff alone, to be read alone")
    void staffAlone() throws Exception {
        assertEquals(401, server.get(UPTIME).statusCode());
        assertEquals(401, server.get(HISTORY).statusCode());
        assertEquals(405, server.staff("POST", UPTIME, cookie, "{}").statusCode());
        assertEquals(405, server.staff("DELETE", HISTORY, cookie, "").statusCode());
        assertEquals(404, get("/api/v1/operator/reports/other").statusCode());
        assertEquals(List.of(), city.history.asked);
    }
}
