package id.pantau.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bodies that come slowly")
final class BodiesTest {
    private static final String SESSION = "/api/v1/operator/session";
    private static final String CAMERAS = "/api/v1/partners/bank-anu/cameras";

    /** More than the server has threads. */
    private static final int MANY = 260;

    private final City city = new City();
    private final List<Socket> sockets = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.keys.put("key-of-bank", "bank-anu");
        city.waiting("row-1", "Hotel Anu, street side");
        city.user("sari", Role.OPERATOR, "kata sandi panjang");
        server = new WebServer(city, WebServer.configuration(true, ""), 0);
    }

    @AfterEach
    void stop() throws Exception {
        done.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    /** Sends the head of a request and one byte of its body. */
    private Socket begin(String path, String client) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: h\r\nX-Pantau: 1\r\nX-Forwarded-Proto: https\r\n"
                                + "X-Forwarded-For: " + client + "\r\nAuthorization: Bearer key-of-bank\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Goes on with a byte now and then on each connection, until the test ends. */
    private void trickle() {
        List<Socket> slow = List.copyOf(sockets);
        Thread thread = new Thread(() -> {
            try {
                while (!done.await(500, TimeUnit.MILLISECONDS)) {
                    for (Socket socket : slow) {
                        try {
                            socket.getOutputStream().write(' ');
                        } catch (IOException refused) {
                            // as it should be
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private int healthStatus() throws Exception {
        return server.send(server.request("/health").timeout(Duration.ofSeconds(20)))
                .statusCode();
    }

    private HttpResponse<String> logIn() throws Exception {
        return server.send(server.request(SESSION)
                .timeout(Duration.ofSeconds(20))
                .header("X-Pantau", "1")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "192.0.2.99")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"sari\",\"password\":\"kata sandi panjang\"}")));
    }

    @Test
    @DisplayName("leave the site to everybody else, and a login too once they are cut off")
    void many() throws Exception {
        for (int i = 0; i < MANY; i++) {
            begin(SESSION, "198.18." + i / 250 + "." + i % 250);
        }
        trickle();
        assertEquals(200, healthStatus());
        await().atMost(Duration.ofSeconds(60)).until(() -> logIn().statusCode(), s -> s == 200);
    }

    @Test
    @DisplayName("and fill the server lock nobody out who tries to log in meanwhile")
    void refusedLogins() throws Exception {
        for (int i = 0; i < Bodies.AT_ONCE; i++) {
            begin(CAMERAS, "198.18.0." + i);
        }
        trickle();
        await().until(() -> logIn().statusCode(), s -> s == 503);
        for (int i = 0; i < 2 * LoginThrottle.PER_CLIENT; i++) {
            assertNotEquals(429, logIn().statusCode());
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> logIn().statusCode(), s -> s == 200);
    }

    @Test
    @DisplayName("of one client get 503 beyond its few, with the time to come back, before anything is read")
    void oneClient() throws Exception {
        for (int i = 0; i < 4 * Bodies.PER_CLIENT; i++) {
            begin(CAMERAS, "198.18.0.1");
        }
        HttpResponse<String> other = server.send(server.request(CAMERAS)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "198.18.0.2")
                .header("Authorization", "Bearer key-of-bank")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertEquals(202, other.statusCode());
        List<String> answers = new ArrayList<>();
        for (Socket socket : sockets) {
            answers.add(answer(socket));
        }
        List<String> refused =
                answers.stream().filter(a -> a.startsWith("HTTP/1.1 503")).toList();
        assertTrue(refused.size() >= Bodies.PER_CLIENT, answers.toString());
        assertTrue(refused.stream().allMatch(a -> a.contains("Retry-After: 5\r\n")), refused.toString());
        assertTrue(answers.stream().allMatch(a -> a.startsWith("HTTP/1.1 503") || a.startsWith("HTTP/1.1 408")));
    }

    @Test
    @DisplayName("are cut off with 408, even when nothing more comes at all")
    void silent() throws Exception {
        String answer = answer(begin(CAMERAS, "198.18.0.1"));
        assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
        assertTrue(answer.contains("Connection: close"), answer);
        assertEquals(List.of(), city.submitted);
        assertEquals(200, healthStatus());
    }

    @Test
    @DisplayName("of clients that throttled themselves are not waited for")
    void throttled() throws Exception {
        for (int i = 0; i < LoginThrottle.PER_CLIENT; i++) {
            Socket attempt = begin(SESSION, "198.18.0.1");
            attempt.shutdownOutput();
            answer(attempt); // one after the other: an attempt that there is no room to read does not count
        }
        await().until(() -> status(begin(SESSION, "198.18.0.1")), "HTTP/1.1 429"::equals);
    }
}
