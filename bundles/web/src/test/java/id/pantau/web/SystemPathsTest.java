package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.Status;
import id.pantau.model.StreamStats;
import id.pantau.service.Partners.Scope;
import id.pantau.service.Snapshot;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The system's paths")
final class SystemPathsTest {
    private final City city = new City();
    private final Instant taken = Instant.now();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(city);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    @DisplayName("say that all is well")
    void up() throws Exception {
        HttpResponse<String> answer = server.get("/health");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"status\":\"up\",\"checks\":{\"registry\":\"up\",\"live\":\"up\",\"onboarding\":\"up\",\"publishing\":\"up\"}}",
                answer.body());
    }

    @Test
    @DisplayName("say with 503 what is down")
    void down() throws Exception {
        city.registryDown = true;
        HttpResponse<String> answer = server.get("/health");
        assertEquals(503, answer.statusCode());
        assertEquals(
                "{\"status\":\"down\",\"checks\":{\"registry\":\"down\",\"live\":\"up\",\"onboarding\":\"up\",\"publishing\":\"up\"}}",
                answer.body());
    }

    @Test
    @DisplayName("count cameras and viewers for Prometheus, and name nobody")
    void metrics() throws Exception {
        city.camera(1, "p", "Simpang Kuda");
        city.camera(2, "p", "Lobi");
        city.camera(3, "p", "Pasar");
        city.show(1);
        city.states.put(City.id(2), CameraState.offline(Reason.NO_VIDEO, "", City.NOON));
        city.states.put(City.id(3), new CameraState(Status.DEGRADED, Optional.of(Reason.FROZEN), "", City.NOON));
        city.statistics.put(City.id(1), new StreamStats(12.5, 1, 1, 1, 4, 9, 2, Optional.empty()));
        HttpResponse<String> answer = server.get("/metrics");
        String text = answer.body();
        assertTrue(header(answer, "Content-Type").startsWith("text/plain;version=0.0.4"));
        assertTrue(text.contains("\npantau_cameras{status=\"live\"} 1\n"), text);
        assertTrue(text.contains("\npantau_cameras{status=\"offline\"} 1\n"), text);
        assertTrue(text.contains("\npantau_cameras_reason{reason=\"no-video\"} 1\n"), text);
        assertTrue(text.contains("\npantau_cameras{status=\"degraded\"} 1\n"), text);
        assertTrue(text.contains("\npantau_cameras_reason{reason=\"frozen\"} 1\n"), text);
        assertTrue(text.contains("\npantau_cameras_public 1\n"), text);
        assertTrue(text.contains("\npantau_viewers 4\n"), text);
        assertTrue(text.contains("\npantau_frames_per_second 12.5\n"), text);
        assertFalse(text.contains("Simpang") || text.contains(City.id(1)), text);
    }

    @Test
    @DisplayName("count for this machine, for staff and for whoever has the key, and for nobody else behind a proxy")
    void metricsBeyondThisMachine() throws Exception {
        city.user("sari", Role.VIEWER, "kata sandi panjang");
        String cookie = server.cookie("sari", "kata sandi panjang");
        for (String header : List.of("X-Forwarded-For", "Forwarded", "Via")) {
            HttpResponse<String> refused = server.get("/metrics", header, "198.51.100.4");
            assertEquals(401, refused.statusCode(), header);
            assertFalse(refused.body().contains("pantau_cameras"), refused.body());
        }
        assertEquals(401, metricsFor("Authorization", "Bearer kunci"));
        assertEquals(401, metricsFor("Authorization", "Bearer "));
        assertEquals(200, metricsFor("Authorization", "Bearer " + WebServer.METRICS_KEY));
        assertEquals(200, metricsFor("Cookie", cookie));
        assertEquals(200, server.get("/metrics").statusCode());
    }

    private int metricsFor(String header, String value) throws Exception {
        return server.get("/metrics", "X-Forwarded-For", "198.51.100.4", header, value)
                .statusCode();
    }

    @Test
    @DisplayName("describe exactly what is served: every operation of the description answers")
    void openApi() throws Exception {
        city.camera(1, "p", "Simpang Kuda");
        city.show(1);
        city.file(1, "index.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n", false);
        city.decoded(1, new byte[] {1}, taken);
        city.keys.put("key", "bank-anu");
        city.keys.put("office", "dpmptsp");
        city.partners.scopes.put("office", Scope.PERMITS);
        city.agreements.all.add(CityAgreements.agreement("12/2026", "bank-anu"));
        city.user("sari", Role.OPERATOR, "kata sandi panjang");
        JsonNode description =
                new ObjectMapper().readTree(server.get("/openapi.json").body());
        assertTrue(description.path("paths").size() > 12);
        for (var path : description.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operation(
                            path.getKey(), operation.getKey().toUpperCase(java.util.Locale.ROOT), operation.getValue());
                }
            }
        }
    }

    private void operation(String template, String method, JsonNode operation) throws Exception {
        city.rows.clear();
        city.waiting("row-1", "Hotel Anu");
        city.approvals.pictures.put("row-1", new Snapshot(ByteBuffer.wrap(new byte[] {3}), taken));
        city.show(1);
        city.notShared.clear();
        if (template.endsWith("/view/confirm")) {
            city.views.changed(City.id(1), new Snapshot(ByteBuffer.wrap(new byte[] {2}), taken), "moved", City.TEST);
        }
        String path = template.replace("{camera}", City.id(1))
                .replace("{partner}", "bank-anu")
                .replace("{picture}", "current.jpg")
                .replace("{receipt}", "r1")
                .replace("{row}", "row-1");
        boolean login = path.endsWith("/session") && method.equals("POST");
        String body = login
                ? "{\"user\":\"sari\",\"password\":\"kata sandi panjang\",\"key\":\"key\"}"
                : "{\"why\":\"perlu\",\"picture\":\"" + taken + "\",\"number\":\"12/2026\","
                        + "\"business\":\"hotel\",\"cameras\":1,\"decision\":\"approve\",\"rows\":[\"row-1\"]}";
        HttpResponse<String> answer = server.send(server.request(path)
                .header("X-Pantau", "1")
                .header(
                        "Authorization",
                        "Bearer " + (path.endsWith("/permits") && !path.contains("bank") ? "office" : "key"))
                .header("Cookie", server.cookie("sari", "kata sandi panjang"))
                .header("Content-Type", "application/json")
                .method(method, method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
        String what = method + " " + path + " answers " + answer.statusCode();
        assertTrue(answer.statusCode() < 300, what);
        assertTrue(operation.path("responses").has(Integer.toString(answer.statusCode())), what);
        HttpResponse<String> wrong = server.send(server.request(path)
                .header(
                        "Authorization",
                        "Bearer " + (path.endsWith("/permits") && !path.contains("bank") ? "office" : "key"))
                .header("Cookie", server.cookie("sari", "kata sandi panjang"))
                .method("PATCH", BodyPublishers.noBody()));
        assertEquals(405, wrong.statusCode(), what);
        assertTrue(header(wrong, "Allow").contains(method), what);
        assertNotEquals("", operation.path("summary").asText());
    }
}
