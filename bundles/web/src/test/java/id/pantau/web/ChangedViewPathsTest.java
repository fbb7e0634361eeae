package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import id.pantau.service.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A public camera whose view changes")
final class ChangedViewPathsTest {
    private static final List<String> FILES = List.of(
            "index.m3u8",
            "video.m3u8",
            "init-1.mp4",
            "seg-1.m4s",
            "part-1.2.m4s",
            "snapshot.jpg",
            "main/video.m3u8",
            "main/seg-1.m4s");

    private final City city = new City();
    private final AtomicInteger read = new AtomicInteger();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(city);
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Simpang");
        city.show(1);
        city.publicMain.add(City.id(1));
        for (String file : FILES) {
            if (!file.equals("snapshot.jpg")) {
                city.file(1, file, "video/mp4", "moofmdat", file.contains("-1"));
            }
        }
        city.decoded(1, "a picture".getBytes(StandardCharsets.US_ASCII));
        city.streams.put(City.id(1), new MediaReader() {
            @Override
            public Optional<MediaResource> next() {
                return read.getAndIncrement() == 0
                        ? Optional.of(
                                new City.Medium("video/mp4", List.of(ByteBuffer.wrap(new byte[] {7})), true).open())
                        : Optional.empty();
            }

            @Override
            public boolean isOver() {
                return false;
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void move() {
        Snapshot picture = new Snapshot(ByteBuffer.wrap(new byte[] {1}), City.NOON);
        city.views.changed(City.id(1), picture, "shifted by 14 %", City.TEST);
    }

    private static String path(String file) {
        return "/live/" + City.id(1) + "/" + file;
    }

    @Test
    @DisplayName("is gone from every public path, whatever the client has of it already, as if it had never been")
    void gone() throws Exception {
        String unknown = server.rawGet("/live/" + City.id(9) + "/index.m3u8");
        for (String file : FILES) {
            HttpResponse<String> before = server.get(path(file));
            assertEquals(200, before.statusCode(), file);
            city.show(1);
            move();
            String etag = header(before, "ETag");
            assertFalse(etag.isEmpty(), file);
            assertEquals(404, server.get(path(file), "If-None-Match", etag).statusCode(), file);
            assertEquals(404, server.get(path(file), "If-None-Match", "*").statusCode(), file);
            assertEquals(
                    404,
                    server.get(path(file), "If-Modified-Since", "Sun, 22 Nov 2037 05:00:00 GMT")
                            .statusCode(),
                    file);
            assertEquals(404, server.get(path(file), "Range", "bytes=0-3").statusCode(), file);
            assertEquals(
                    404,
                    server.send(server.request(path(file)).method("HEAD", BodyPublishers.noBody()))
                            .statusCode(),
                    file);
            assertEquals(404, server.get(path(file) + "?_HLS_msn=7&_HLS_part=2").statusCode(), file);
            assertEquals(unknown, server.rawGet(path(file)), file);
            city.show(1);
        }
        move();
        assertEquals(unknown, server.rawGet(path("stream.mp4")));
        assertEquals(server.rawGet("/embed/" + City.id(9)), server.rawGet("/embed/" + City.id(1)));
    }

    @Test
    @DisplayName("ends its running endless stream, though the camera sends nothing more")
    void endsStreams() throws Exception {
        HttpResponse<InputStream> answer =
                server.client.send(server.request(path("stream.mp4")).build(), BodyHandlers.ofInputStream());
        assertEquals(7, answer.body().read());
        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(() -> read(answer.body()));
        move();
        // silence alone would end it, but later
        assertEquals(-1, next.get(StreamTransfer.SILENCE.toSeconds() - 10, SECONDS));
        await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
    }

    private static int read(InputStream in) {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("answers 404 to who waits for its next part, though the camera sends nothing more")
    void endsParked() throws Exception {
        city.answers.put(City.id(1) + "/video.m3u8", new MediaAnswer.Later(Duration.ofMinutes(10)));
        CompletableFuture<HttpResponse<String>> answer = server.later(path("video.m3u8") + "?_HLS_msn=7&_HLS_part=2");
        await().atMost(10, SECONDS).until(() -> server.waiting() == 1);
        move();
        assertEquals(404, answer.get(30, SECONDS).statusCode());
        await().atMost(10, SECONDS).until(() -> server.waiting() == 0);
    }

    @Test
    @DisplayName("keeps its card and its page, which say why in both languages and show no picture")
    void keepsItsCard() throws Exception {
        String before = header(server.get("/api/v1/public/points"), "ETag");
        move();
        await().atMost(10, SECONDS)
                .until(() -> server.get("/api/v1/public/points", "If-None-Match", before)
                                .statusCode()
                        == 200);
        HttpResponse<String> points = server.get("/api/v1/public/points");
        assertNotEquals(before, header(points, "ETag"));
        JsonNode camera = new ObjectMapper().readTree(points.body()).at("/features/0/properties/cameras/0");
        assertEquals("withdrawn", camera.path("status").asText());
        assertEquals("view-changed", camera.at("/reason/code").asText());
        assertEquals(Reason.VIEW_CHANGED.text().id(), camera.at("/reason/id").asText());
        assertEquals(Reason.VIEW_CHANGED.text().en(), camera.at("/reason/en").asText());
        assertTrue(camera.path("hls").isNull() && camera.path("snapshot").isNull(), camera.toString());
        HttpResponse<String> page = server.get("/kamera/" + City.id(1));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("data-status=\"withdrawn\""), page.body());
        assertFalse(page.body().contains("/live/"), page.body());
    }
}
