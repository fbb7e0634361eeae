package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The partner API")
final class PartnerApiTest {
    private static final String CAMERAS = "/api/v1/partners/bank-anu/cameras";
    private static final String BODY = "{\"submission\":\"2026-11-a\",\"cameras\":[]}";
    private static final int LARGE = 5 << 20;
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.keys.put("key-of-bank", "bank-anu");
        city.keys.put("key-of-hotel", "hotel-anu");
        city.waiting("row-1", "Hotel Anu, street side");
        server = new WebServer(city);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpRequest.Builder post(String path, String key, String body) {
        return server.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static JsonNode problem(HttpResponse<String> answer) throws Exception {
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertEquals(answer.statusCode(), problem.path("status").asInt());
        for (String field : new String[] {"type", "title", "detail", "title_en", "detail_en"}) {
            assertFalse(problem.path(field).asText().isEmpty(), field);
        }
        return problem;
    }

    @Test
    @DisplayName("takes a submission as it is and answers 202 with the receipt and where to ask again")
    void accepted() throws Exception {
        HttpResponse<String> answer = server.send(post(CAMERAS, "key-of-bank", BODY));
        assertEquals(202, answer.statusCode());
        assertEquals(CAMERAS + "/receipts/r1", header(answer, "Location"));
        JsonNode receipt = new ObjectMapper().readTree(answer.body());
        assertEquals("r1", receipt.path("id").asText());
        assertEquals("waiting-approval", receipt.at("/rows/0/state").asText());
        assertEquals("GATE-07", receipt.at("/rows/0/ref").asText());
        assertFalse(answer.body().contains("hunter2secret"));
        assertArrayEquals(BODY.getBytes(StandardCharsets.UTF_8), city.submitted.get(0));
    }

    @Test
    @DisplayName("tells the outcome per camera at the receipt")
    void receipt() throws Exception {
        HttpResponse<String> answer = server.get(CAMERAS + "/receipts/r1", "Authorization", "bearer key-of-bank");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "row-1",
                new ObjectMapper().readTree(answer.body()).at("/rows/0/id").asText());
        assertEquals(
                404,
                server.get(CAMERAS + "/receipts/r2", "Authorization", "Bearer key-of-bank")
                        .statusCode());
    }

    @Test
    @DisplayName("takes a submission's name from the query where the format has no place for it")
    void named() throws Exception {
        HttpResponse<String> answer =
                server.send(post(CAMERAS + "?submission=november.csv", "key-of-bank", "ref,name\n"));
        assertEquals(
                "november.csv",
                new ObjectMapper().readTree(answer.body()).path("submission").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Bearer", "Basic a2V5LW9mLWJhbms=", "key-of-bank", "Bearer a b"})
    @DisplayName("answers an unknown or missing key with 401")
    void wrongKey(String authorization) throws Exception {
        HttpRequest.Builder request = server.request(CAMERAS).POST(BodyPublishers.ofString(BODY));
        HttpResponse<String> answer =
                server.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
        assertEquals(401, answer.statusCode());
        assertEquals("Bearer", header(answer, "WWW-Authenticate"));
        problem(answer);
        assertEquals(List.of(), city.submitted);
    }

    @Test
    @DisplayName("shows a partner nothing of another: not its cameras, not its receipts, not whether it exists")
    void otherPartner() throws Exception {
        HttpResponse<String> other = server.send(post(CAMERAS, "key-of-hotel", BODY));
        assertEquals(404, other.statusCode());
        HttpResponse<String> nobody = server.send(post("/api/v1/partners/nobody/cameras", "key-of-hotel", BODY));
        assertEquals(other.body(), nobody.body());
        assertEquals(
                404,
                server.get(CAMERAS + "/receipts/r1", "Authorization", "Bearer key-of-hotel")
                        .statusCode());
        assertEquals(List.of(), city.submitted);
    }

    @Test
    @DisplayName("names the methods it takes to whoever uses another")
    void method() throws Exception {
        HttpResponse<String> answer = server.send(server.request(CAMERAS)
                .header("Authorization", "Bearer key-of-bank")
                .DELETE());
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD, POST", header(answer, "Allow"));
        problem(answer);
    }

    @ParameterizedTest
    @EnumSource(SubmissionRefusedException.Kind.class)
    @DisplayName("hands on what is wrong, by row and field, in both languages")
    void refused(SubmissionRefusedException.Kind kind) throws Exception {
        city.refusal = Optional.of(new SubmissionRefusedException(
                kind,
                "no row can be used",
                List.of(new Violation(3, "latitude", new Text("Bukan derajat.", "Not degrees.")))));
        HttpResponse<String> answer = server.send(post(CAMERAS, "key-of-bank", BODY));
        assertEquals(kind.status(), answer.statusCode());
        JsonNode problem = problem(answer);
        assertEquals("no row can be used", problem.path("detail_en").asText());
        assertEquals(
                "[{\"row\":3,\"field\":\"latitude\",\"id\":\"Bukan derajat.\",\"en\":\"Not degrees.\"}]",
                problem.path("errors").toString());
    }

    @Test
    @DisplayName("takes a submission of exactly the limit")
    void largest() throws Exception {
        assertEquals(
                202,
                server.send(post(CAMERAS, "key-of-bank", "x".repeat(Onboarding.MAXIMUM_BYTES)))
                        .statusCode());
        assertEquals(Onboarding.MAXIMUM_BYTES, city.submitted.get(0).length);
    }

    @Test
    @DisplayName("refuses a body that announces more than the limit before any of it came")
    void announcedTooLarge() throws Exception {
        String answer = server.raw("POST " + CAMERAS + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer key-of-bank\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + (Onboarding.MAXIMUM_BYTES + 1) + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("Connection: close"), answer);
    }

    private Socket begin(String length, int bytes) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write((head(length) + "x".repeat(bytes)).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(String length) {
        return "POST " + CAMERAS + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer key-of-bank\r\n"
                + "Content-Type: text/csv\r\n" + length + "\r\n\r\n";
    }

    private int submitWithoutLength(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return server.send(server.request(CAMERAS)
                        .header("Authorization", "Bearer key-of-bank")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))))
                .statusCode();
    }

    @Test
    @DisplayName("takes one large submission at a time, and small ones beside it, with a length or without")
    void oneLarge() throws Exception {
        String announced = "Content-Length: " + Onboarding.MAXIMUM_BYTES;
        // so much of it that it is not soon too slow
        try (Socket first = begin(announced, Onboarding.MAXIMUM_BYTES / 2)) {
            await().untilAsserted(() -> {
                String answer = server.raw(head(announced));
                assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
                assertTrue(answer.contains("Retry-After: 10"), answer);
            });
            assertEquals(202, server.send(post(CAMERAS, "key-of-bank", BODY)).statusCode());
            assertEquals(202, submitWithoutLength(BODY));
        }
        await().untilAsserted(() -> assertEquals(202, submitWithoutLength("x".repeat(LARGE))));
    }

    @Test
    @DisplayName("keeps no room for what may turn out large before it does")
    void notYetLarge() throws Exception {
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        try (Socket unknown = begin("Transfer-Encoding: chunked", 0);
                Socket announced = begin("Content-Length: " + LARGE, 0x1000)) {
            unknown.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
            assertEquals(
                    202,
                    server.send(post(CAMERAS, "key-of-bank", "x".repeat(LARGE))).statusCode());
        }
    }

    @Test
    @DisplayName("cuts off a large submission that comes slowly, for which a small one would have the time")
    void slowLarge() throws Exception {
        try (Socket slow = begin("Content-Length: " + Onboarding.MAXIMUM_BYTES, LARGE)) {
            slow.setSoTimeout(60_000);
            String answer = new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 408", answer);
        }
        await().untilAsserted(() -> assertEquals(202, submitWithoutLength("x".repeat(LARGE))));
    }

    @Test
    @DisplayName("says of a large submission how many cameras are in each state, and that not all are listed")
    void largeReceipt() throws Exception {
        city.counts = Map.of(RowState.LIVE, 20_000, RowState.INVALID, 3);
        HttpResponse<String> answer = server.get(CAMERAS + "/receipts/r1", "Authorization", "Bearer key-of-bank");
        JsonNode receipt = new ObjectMapper().readTree(answer.body());
        assertEquals(20_003, receipt.path("total").asInt());
        assertEquals(20_000, receipt.at("/states/live").asInt());
        assertTrue(receipt.at("/note/en").asText().contains("too large to be listed in full"), receipt.toString());
    }

    @Test
    @DisplayName("refuses an endless chunked body at the limit, without reading on")
    void endless() throws Exception {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + CAMERAS + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer key-of-bank\r\n"
                                    + "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            try {
                while (in.available() == 0 && sent < 2L * Onboarding.MAXIMUM_BYTES) {
                    socket.getOutputStream().write(chunk);
                    sent += chunk.length;
                }
                answer = new String(in.readNBytes(16), StandardCharsets.US_ASCII);
            } catch (SocketException e) {
                answer = "closed";
            }
        }
        assertTrue(answer.startsWith("HTTP/1.1 413") || answer.equals("closed"), answer);
        assertTrue(sent < Onboarding.MAXIMUM_BYTES + (28L << 20), sent + " bytes were taken");
        assertEquals(List.of(), city.submitted);
    }
}
