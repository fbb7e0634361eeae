package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.model.Rendition;
import id.pantau.model.Text;
import id.pantau.service.Admission;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Admission.Limit;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Public media")
final class PublicMediaTest {
    private static final String PLAYLIST = "#EXTM3U\n#EXT-X-VERSION:7\n";
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(city);
        city.camera(1, "p", "public");
        city.camera(2, "p", "private");
        city.camera(3, "p", "withdrawn");
        city.show(1);
        city.withdraw(3, Reason.WITHDRAWN_BY_OPERATOR, null);
        for (int n : new int[] {1, 2, 3}) {
            city.file(n, "index.m3u8", "application/vnd.apple.mpegurl", PLAYLIST, false);
            city.file(n, "seg-1.m4s", "video/mp4", "moofmdat", true);
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String path(int n, String name) {
        return "/live/" + City.id(n) + "/" + name;
    }

    @Test
    @DisplayName("a public camera's playlist may be kept for a second, by everyone, everywhere")
    void playlist() throws Exception {
        HttpResponse<String> answer = server.get(path(1, "index.m3u8"));
        assertEquals(200, answer.statusCode());
        assertEquals(PLAYLIST, answer.body());
        assertEquals("application/vnd.apple.mpegurl", header(answer, "Content-Type"));
        assertEquals(Integer.toString(PLAYLIST.length()), header(answer, "Content-Length"));
        assertEquals("public, max-age=1", header(answer, "Cache-Control"));
        assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    @DisplayName("a public camera's segment may be kept for ever by its viewer, and for a minute by what many share")
    void segment() throws Exception {
        HttpResponse<String> answer = server.get(path(1, "seg-1.m4s"));
        assertEquals("moofmdat", answer.body());
        assertEquals("public, max-age=31536000, s-maxage=60, immutable", header(answer, "Cache-Control"));
    }

    @Test
    @DisplayName(
            "a camera of single pictures shows the newest one with its time, to those who have a place, if it is public")
    void snapshot() throws Exception {
        for (int n : new int[] {1, 2, 3}) {
            city.file(n, "snapshot.jpg", "image/jpeg", "a picture", false);
        }
        HttpResponse<String> answer = server.get(path(1, "snapshot.jpg"));
        assertEquals("a picture", answer.body());
        assertEquals("image/jpeg", header(answer, "Content-Type"));
        assertEquals("public, max-age=1", header(answer, "Cache-Control"));
        assertEquals("Sun, 22 Nov 2026 05:00:00 GMT", header(answer, "Last-Modified"));
        assertEquals(
                304,
                server.get(path(1, "snapshot.jpg"), "If-None-Match", header(answer, "ETag"))
                        .statusCode());
        HttpResponse<String> unknown = server.get(path(9, "snapshot.jpg"));
        for (int n : new int[] {2, 3}) {
            HttpResponse<String> hidden = server.get(path(n, "snapshot.jpg"));
            assertEquals(404, hidden.statusCode());
            assertEquals(unknown.body(), hidden.body());
            assertEquals(
                    unknown.headers().map().keySet(), hidden.headers().map().keySet());
        }
        Busy busy = new Busy(Limit.UPLINK, new Text("Penuh.", "Full."), City.NOON, java.time.Duration.ofSeconds(1));
        city.full.put(City.id(1), busy);
        city.full.put(City.id(1) + "/snapshot.jpg", busy);
        assertEquals(503, server.get(path(1, "snapshot.jpg")).statusCode());
    }

    @Test
    @DisplayName("every buffer of a long segment arrives, in order")
    void longSegment() throws Exception {
        ByteBuffer first = ByteBuffer.allocateDirect(700_000);
        ByteBuffer second = ByteBuffer.allocateDirect(300_001);
        while (first.hasRemaining()) {
            first.put((byte) ('a' + first.position() % 23));
        }
        while (second.hasRemaining()) {
            second.put((byte) ('A' + second.position() % 19));
        }
        City.Medium medium = new City.Medium("video/mp4", List.of(first.flip(), second.flip()), true);
        city.files.put(City.id(1) + "/seg-2.m4s", medium);
        String body = server.get(path(1, "seg-2.m4s")).body();
        assertEquals(
                StandardCharsets.US_ASCII.decode(first.duplicate()).toString()
                        + StandardCharsets.US_ASCII.decode(second.duplicate()),
                body);
        await().atMost(10, SECONDS).until(() -> medium.open == 0);
    }

    @Test
    @DisplayName("who has the file already gets 304 without it, and it is given back")
    void notModified() throws Exception {
        String etag = header(server.get(path(1, "index.m3u8")), "ETag");
        HttpResponse<String> answer = server.get(path(1, "index.m3u8"), "If-None-Match", "\"x\", W/" + etag);
        assertEquals(304, answer.statusCode());
        assertEquals("", answer.body());
        assertEquals(etag, header(answer, "ETag"));
        await().atMost(10, SECONDS).until(() -> city.files.get(City.id(1) + "/index.m3u8").open == 0);
    }

    @Test
    @DisplayName("HEAD tells the length and sends nothing")
    void head() throws Exception {
        HttpResponse<String> answer =
                server.send(server.request(path(1, "seg-1.m4s")).method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals("8", header(answer, "Content-Length"));
        assertEquals("", answer.body());
        await().atMost(10, SECONDS).until(() -> city.files.get(City.id(1) + "/seg-1.m4s").open == 0);
    }

    @Test
    @DisplayName("private, withdrawn, unknown and odd ids and files all answer the very same 404")
    void missing() throws Exception {
        city.files.put(City.id(1) + "/main/index.m3u8", city.files.get(City.id(1) + "/index.m3u8"));
        Set<String> answers = new TreeSet<>();
        for (String path : List.of(
                path(2, "index.m3u8"),
                path(2, "seg-1.m4s"),
                path(2, "snapshot.jpg"),
                path(3, "index.m3u8"),
                path(9, "index.m3u8"),
                path(1, "nothing.m4s"),
                path(1, "snapshot.jpg"),
                path(1, "stream.mp4"),
                path(1, "a/b"),
                path(1, "main/index.m3u8"),
                path(1, ""),
                path(1, ".hidden"),
                path(1, "index.m3u8;jsessionid=1"),
                path(1, "x".repeat(500)),
                "/live/",
                "/live",
                "/live/x",
                "/live/CAM000000001/index.m3u8",
                "/live/kamera%20satu/index.m3u8",
                "/live/'%20or%201=1/index.m3u8")) {
            String answer = server.rawGet(path);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), path + " answers " + answer);
            answers.add(answer);
        }
        assertEquals(1, answers.size(), () -> String.join("\n---\n", answers));
    }

    @Test
    @DisplayName("the main stream is for whom the decision lets see it, and only while there is room for it")
    void mainStream() throws Exception {
        city.file(1, "main/video.m3u8", "application/vnd.apple.mpegurl", PLAYLIST, false);
        city.file(1, "main/seg-1.m4s", "video/mp4", "moofmdat", true);
        assertEquals(404, server.get(path(1, "main/video.m3u8")).statusCode());
        assertEquals(404, server.get(path(1, "main/seg-1.m4s")).statusCode());
        server.get(path(1, "index.m3u8"));
        assertEquals(Rendition.FIRST, city.asked.get(city.asked.size() - 1).most());

        city.publicMain.add(City.id(1));
        server.get(path(1, "index.m3u8"));
        assertEquals(Rendition.MAIN, city.asked.get(city.asked.size() - 1).most());
        assertEquals(200, server.get(path(1, "main/video.m3u8")).statusCode());
        assertEquals(Rendition.MAIN, city.admitted.get(city.admitted.size() - 1));
        assertEquals(200, server.get(path(1, "main/seg-1.m4s")).statusCode());

        city.full.put(
                City.id(1) + "/main",
                new Admission.Busy(Admission.Limit.UPLINK, new Text("x", "x"), City.NOON, Duration.ofSeconds(10)));
        assertEquals(404, server.get(path(1, "main/video.m3u8")).statusCode(), "players go back at once for a 404");
        assertEquals(200, server.get(path(1, "index.m3u8")).statusCode());
        server.get(path(1, "index.m3u8"));
        assertEquals(Rendition.FIRST, city.asked.get(city.asked.size() - 1).most());
        assertEquals(200, server.get(path(1, "main/seg-1.m4s")).statusCode(), "segments are never refused");
    }

    @Test
    @DisplayName("walking up the tree reaches no file, whoever's camera it starts from")
    void traversal() throws Exception {
        for (String walk : List.of(
                "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd", "..;/..;/x", "%5c..%5cx", "index.m3u8%00")) {
            String shown = server.rawGet(path(1, walk));
            assertTrue(shown.startsWith("HTTP/1.1 40"), walk + " answers " + shown);
            assertEquals(
                    shown.replace(City.id(1), "ID"),
                    server.rawGet(path(2, walk)).replace(City.id(2), "ID"));
            assertEquals(
                    shown.replace(City.id(1), "ID"),
                    server.rawGet(path(9, walk)).replace(City.id(9), "ID"));
        }
    }

    @Test
    @DisplayName("only reading is possible, and the refusal does not depend on the camera")
    void readOnly() throws Exception {
        HttpResponse<String> answer =
                server.send(server.request(path(1, "index.m3u8")).POST(BodyPublishers.ofString("x")));
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", header(answer, "Allow"));
        assertEquals(
                answer.body(),
                server.send(server.request(path(2, "index.m3u8")).POST(BodyPublishers.ofString("x")))
                        .body());
    }

    @Test
    @DisplayName("a viewer is counted under one opaque key, another browser under another")
    void viewers() throws Exception {
        server.get(path(1, "index.m3u8"), "User-Agent", "one");
        server.get(path(1, "seg-1.m4s"), "User-Agent", "one");
        server.get(path(1, "index.m3u8"), "User-Agent", "two");
        assertEquals(city.viewers.get(0), city.viewers.get(1));
        assertNotEquals(city.viewers.get(0), city.viewers.get(2));
        assertFalse(city.viewers.get(0).contains("127"));
    }

    @Test
    @DisplayName("a private camera's media are not even opened")
    void notOpened() throws Exception {
        server.get(path(2, "index.m3u8"));
        assertEquals(List.of(), city.viewers);
    }

    @Test
    @DisplayName("a viewer who leaves in the middle of a segment lets go of it")
    void leaving() throws Exception {
        City.Medium medium = huge();
        try (Socket socket = ask(path(1, "seg-3.m4s"))) {
            assertEquals('H', socket.getInputStream().read());
            assertEquals(1, medium.open);
        }
        await().atMost(20, SECONDS).until(() -> medium.open == 0);
    }

    private City.Medium huge() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(64 << 20);
        City.Medium medium = new City.Medium("video/mp4", List.of(bytes), true);
        city.files.put(City.id(1) + "/seg-3.m4s", medium);
        return medium;
    }

    private Socket ask(String path) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        String request = "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
