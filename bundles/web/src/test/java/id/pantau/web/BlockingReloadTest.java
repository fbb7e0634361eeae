package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.service.MediaAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request for what is yet to come")
final class BlockingReloadTest {
    private static final MediaAnswer LATER = new MediaAnswer.Later(Duration.ofSeconds(30));
    private static final String PLAYLIST = "/live/" + City.id(1) + "/video.m3u8";
    private static final String NEXT = PLAYLIST + "?_HLS_msn=7&_HLS_part=2";
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(city);
        city.camera(1, "p", "public");
        city.show(1);
        city.file(1, "video.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n", false);
        say(LATER);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What the camera's playlist answers from now on; null for what it has. */
    private void say(MediaAnswer answer) {
        String key = City.id(1) + "/video.m3u8";
        if (answer == null) {
            city.answers.remove(key);
        } else {
            city.answers.put(key, answer);
        }
    }

    private void tell() {
        city.watchers.forEach(watcher -> watcher.accept(City.id(1)));
    }

    private CompletableFuture<HttpResponse<String>> park(String path) {
        int before = server.waiting();
        CompletableFuture<HttpResponse<String>> answer = server.later(path);
        await().atMost(10, SECONDS).until(() -> server.waiting() == before + 1);
        return answer;
    }

    @Test
    @DisplayName("is answered when the camera has it, for caches to keep for a few parts")
    void waits() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = park(NEXT + "&_HLS_skip=YES");
        tell();
        tell();
        assertFalse(answer.isDone());
        say(null);
        tell();
        HttpResponse<String> now = answer.get(10, SECONDS);
        assertEquals(200, now.statusCode());
        assertEquals("#EXTM3U\n", now.body());
        assertEquals("public, max-age=2", PublicMediaTest.header(now, "Cache-Control"));
        assertEquals("*", PublicMediaTest.header(now, "Access-Control-Allow-Origin"));
        assertEquals(OptionalLong.of(7), city.asked.get(0).msn());
        assertEquals(OptionalInt.of(2), city.asked.get(0).part());
        assertTrue(city.asked.get(0).skip());
        await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
    }

    @Test
    @DisplayName("is refused in vain time: 503 with Retry-After")
    void timesOut() throws Exception {
        say(new MediaAnswer.Later(Duration.ofMillis(100)));
        HttpResponse<String> answer = server.get(NEXT);
        assertEquals(503, answer.statusCode());
        assertEquals("1", PublicMediaTest.header(answer, "Retry-After"));
        assertEquals("no-store", PublicMediaTest.header(answer, "Cache-Control"));
        await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
    }

    @Test
    @DisplayName("answers 404 at once when the camera is withdrawn meanwhile")
    void withdrawn() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = park(NEXT);
        city.withdraw(1, Reason.WITHDRAWN_BY_OPERATOR, null);
        say(null);
        tell();
        assertEquals(404, answer.get(10, SECONDS).statusCode());
    }

    @Test
    @DisplayName("that the stream refuses answers 400, saying why, to scripts of other sites too")
    void refused() throws Exception {
        say(new MediaAnswer.Refused("_HLS_part without _HLS_msn"));
        HttpResponse<String> answer = server.get(PLAYLIST + "?_HLS_part=1");
        assertEquals(400, answer.statusCode());
        assertEquals("application/problem+json", PublicMediaTest.header(answer, "Content-Type"));
        assertEquals("*", PublicMediaTest.header(answer, "Access-Control-Allow-Origin"));
        assertTrue(answer.body().contains("_HLS_part without _HLS_msn"), answer.body());
    }

    @ParameterizedTest
    @DisplayName("with a directive that cannot be read answers 400")
    @ValueSource(
            strings = {
                "_HLS_msn=",
                "_HLS_msn",
                "_HLS_msn=-1",
                "_HLS_msn=1e3",
                "_HLS_msn=%31",
                "_HLS_msn=99999999999999999999999",
                "_HLS_msn=1&_HLS_msn=1",
                "_HLS_msn=1&_HLS_part=9999999999",
                "_HLS_msn=1&_HLS_part=x",
                "_HLS_skip=NO",
                "_HLS_skip=YES&_HLS_skip=v2"
            })
    void garbage(String query) throws Exception {
        say(null);
        assertEquals(400, server.get(PLAYLIST + "?" + query).statusCode());
        assertEquals(
                404,
                server.get("/live/" + City.id(2) + "/video.m3u8?" + query).statusCode(),
                "of a private camera it tells nothing");
    }

    @Test
    @DisplayName("leaves parameters alone that are no directives")
    void otherParameters() throws Exception {
        say(null);
        assertEquals(200, server.get(PLAYLIST + "?t=1&t=2&_HLSX=3&&=").statusCode());
    }

    @Test
    @DisplayName("is told to come back when too many wait, and the others wait on")
    void full() throws Exception {
        server.close();
        server = new WebServer(city, WebServer.configuration(false, "", 2), 0);
        CompletableFuture<HttpResponse<String>> first = park(NEXT);
        CompletableFuture<HttpResponse<String>> second = park(NEXT);
        HttpResponse<String> third = server.get(NEXT);
        assertEquals(503, third.statusCode());
        assertEquals("2", PublicMediaTest.header(third, "Retry-After"));
        say(null);
        tell();
        assertEquals(200, first.get(10, SECONDS).statusCode());
        assertEquals(200, second.get(10, SECONDS).statusCode());
        assertEquals(200, server.get(NEXT).statusCode());
    }

    @Test
    @DisplayName("costs no thread: five thousand of them wait on as many threads as none, and all are answered")
    void thousands() throws Exception {
        int many = 5_000;
        int backlog = 40;
        say(new MediaAnswer.Later(Duration.ofMinutes(5)));
        server.get("/live/" + City.id(2) + "/video.m3u8");
        int before = Thread.activeCount();
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                SocketChannel client = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
                clients.add(client);
                write(client, "GET " + NEXT + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
                int least = i - backlog;
                await().pollInterval(Duration.ofMillis(1)).until(() -> server.waiting() >= least);
            }
            await().atMost(60, SECONDS).until(() -> server.waiting() == many);
            // Jetty's own pool may have grown a little for the rush of arrivals
            await().atMost(20, SECONDS).until(() -> Thread.activeCount() <= before + 20);
            say(null);
            tell();
            for (SocketChannel client : clients) {
                assertTrue(read(client).startsWith("HTTP/1.1 200 "));
            }
            await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static void write(SocketChannel client, String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String read(SocketChannel client) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        int read = client.read(bytes);
        while (read >= 0 && bytes.hasRemaining()) {
            read = client.read(bytes);
        }
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }
}
