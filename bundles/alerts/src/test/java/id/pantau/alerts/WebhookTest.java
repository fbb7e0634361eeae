package id.pantau.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook")
class WebhookTest {
    private static final byte[] MESSAGE = "{\"alert\":\"noc\"}".getBytes(StandardCharsets.UTF_8);

    private final BlockingQueue<String> received = new ArrayBlockingQueue<>(10);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Webhook hook(String path, String key) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Webhook(uri, key, Duration.ofSeconds(10));
    }

    private void answer(String path, int status, String location) {
        server.createContext(path, exchange -> {
            received.add(exchange.getRequestMethod() + " " + header(exchange, "Content-Type") + " "
                    + header(exchange, "X-Pantau-Signature") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    @Test
    void getsJsonByPost() throws Exception {
        answer("/take", 204, "");
        hook("/take", "").post(MESSAGE);
        assertEquals("POST application/json; charset=utf-8 null {\"alert\":\"noc\"}", received.take());
    }

    @Test
    void canTellByItsKeyThatTheMessageIsOurs() throws Exception {
        answer("/take", 200, "");
        hook("/take", "kunci").post(MESSAGE);
        // printf '{"alert":"noc"}' | openssl dgst -sha256 -hmac kunci
        String expected = "134c436fed62f611d6278804dd2b7bec5a9fed7a1ebb8e691130ac3dd687ac95";
        assertTrue(received.take().contains(" sha256=" + expected + " "));
    }

    @Test
    void thatAnswersAnythingButTwoHundredsHasNotAccepted() {
        answer("/full", 503, "");
        IOException failure = assertThrows(
                IOException.class, () -> hook("/full?token=rahasia", "").post(MESSAGE));
        assertEquals("the webhook answered 503", failure.getMessage());
    }

    @Test
    void isNeverFollowedElsewhere() {
        answer("/moved", 307, "/elsewhere");
        answer("/elsewhere", 200, "");
        assertThrows(IOException.class, () -> hook("/moved", "").post(MESSAGE));
        assertEquals(1, received.size());
    }

    @Test
    void thatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            Webhook hook = new Webhook(uri, "", Duration.ofMillis(300));
            assertThrows(IOException.class, () -> hook.post(MESSAGE));
        }
    }

    @Test
    void whoseAnswerNeverEndsHasAcceptedAndIsNotListenedTo() throws Exception {
        BlockingQueue<String> ended = new ArrayBlockingQueue<>(1);
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1 << 16]);
                }
            } catch (IOException hungUp) {
                ended.add("hung up");
            }
        });
        hook("/endless", "").post(MESSAGE);
        assertEquals("hung up", ended.poll(30, TimeUnit.SECONDS));
    }
}
