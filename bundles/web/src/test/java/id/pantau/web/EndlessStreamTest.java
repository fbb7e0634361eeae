package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The endless stream")
final class EndlessStreamTest {
    private static final String PATH = "/live/" + City.id(1) + "/stream.mp4";
    private final City city = new City();
    private final Queue<City.Medium> pieces = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(city);
        city.camera(1, "p", "public");
        city.show(1);
        city.streams.put(City.id(1), new MediaReader() {
            @Override
            public Optional<MediaResource> next() {
                return Optional.ofNullable(pieces.poll()).map(City.Medium::open);
            }

            @Override
            public boolean isOver() {
                return over;
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private City.Medium add(int bytes, char filling) {
        ByteBuffer body = ByteBuffer.allocateDirect(bytes);
        while (body.hasRemaining()) {
            body.put((byte) filling);
        }
        City.Medium piece = new City.Medium("video/mp4", List.of(body.flip()), true);
        pieces.add(piece);
        city.watchers.forEach(watcher -> watcher.accept(City.id(1)));
        return piece;
    }

    private HttpResponse<InputStream> open() throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(server.request(PATH).build(), BodyHandlers.ofInputStream());
    }

    private static String read(InputStream in, int bytes) throws Exception {
        return new String(in.readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName("is sent piece by piece as they come, held one at a time, and kept by no cache")
    void sendsPieces() throws Exception {
        City.Medium init = add(4, 'i');
        HttpResponse<InputStream> answer = open();
        assertEquals(200, answer.statusCode());
        assertEquals("video/mp4", PublicMediaTest.header(answer, "Content-Type"));
        assertEquals("no-store", PublicMediaTest.header(answer, "Cache-Control"));
        assertEquals("*", PublicMediaTest.header(answer, "Access-Control-Allow-Origin"));
        assertEquals("iiii", read(answer.body(), 4));
        await().atMost(10, SECONDS).until(() -> init.open == 0);
        for (char c = 'a'; c < 'f'; c++) {
            City.Medium part = add(3, c);
            assertEquals(String.valueOf(c).repeat(3), read(answer.body(), 3));
            await().atMost(10, SECONDS).until(() -> part.open == 0);
        }
        answer.body().close();
    }

    @Test
    @DisplayName("ends when the camera is withdrawn, though no part comes")
    void endsWithPublication() throws Exception {
        add(4, 'i');
        HttpResponse<InputStream> answer = open();
        assertEquals("iiii", read(answer.body(), 4));
        city.withdraw(1, Reason.WITHDRAWN_BY_OPERATOR, null);
        assertEquals(-1, answer.body().read());
        await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
    }

    @Test
    @DisplayName("ends when the stream does")
    void endsWithStream() throws Exception {
        add(4, 'i');
        HttpResponse<InputStream> answer = open();
        assertEquals("iiii", read(answer.body(), 4));
        over = true;
        add(2, 'z');
        assertEquals("zz", read(answer.body(), 2));
        assertEquals(-1, answer.body().read());
        await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
    }

    @Test
    @DisplayName("holds one piece for a client that does not read, takes no more for it, and keeps nobody else waiting")
    void slowClient() throws Exception {
        City.Medium big = add(64 << 20, 'b');
        try (Socket slow = new Socket("127.0.0.1", server.port())) {
            slow.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', slow.getInputStream().read());
            pieces.clear();
            add(4, 'i');
            HttpResponse<InputStream> other = open();
            assertEquals("iiii", read(other.body(), 4));
            add(4, 'p');
            assertEquals("pppp", read(other.body(), 4));
            assertEquals(1, big.open);
            assertEquals(2, server.waiting());
            other.body().close();
        }
        await().atMost(20, SECONDS).until(() -> big.open == 0);
    }

    @Test
    @DisplayName("answers 404 while there is none, and HEAD without beginning one")
    void missing() throws Exception {
        HttpResponse<String> head =
                server.send(server.request(PATH).method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals(0, server.waiting());
        city.streams.clear();
        assertEquals(404, server.get(PATH).statusCode());
        assertTrue(pieces.isEmpty());
    }
}
