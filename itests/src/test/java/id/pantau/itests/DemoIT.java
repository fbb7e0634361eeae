package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.Test;

/** The README's first command, and what it promises. */
public class DemoIT {
    @Test
    public void theDemoCityIsAsTheReadmeSays() throws Exception {
        try (Container container = new Container("demo")) {
            container.pantau("demo", "--detach").succeeded();
            city(container);
            playsClean(container);
            looks(container);
            showsSnapshots(container);

            List<ProcessHandle> workers = workers(container);
            container.stop();
            await().atMost(30, SECONDS).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
            container.pantau("demo", "--detach").succeeded();
            city(container);
        }
    }

    private static void city(Container container) throws Exception {
        JsonNode cameras = container.consoleJson("camera:list --json");
        Map<String, Integer> statuses = new TreeMap<>();
        Set<String> reasons = new HashSet<>();
        for (JsonNode camera : cameras) {
            String status = camera.path("status").asText();
            statuses.merge(status, 1, Integer::sum);
            if (!status.equals("live")) {
                assertFalse(camera.toString(), camera.path("reason").asText("").isEmpty());
                reasons.add(camera.path("reason").asText());
            }
        }
        assertEquals(Map.of("live", 26, "offline", 10), statuses);
        assertTrue("differing reasons: " + reasons, reasons.size() >= 4);

        JsonNode points = container.getJson("/api/v1/public/points").path("features");
        assertEquals(12, points.size());
        int open = 0;
        int dark = 0;
        for (JsonNode point : points) {
            for (JsonNode camera : point.path("properties").path("cameras")) {
                open++;
                dark += camera.path("status").asText().equals("live") ? 0 : 1;
            }
        }
        assertEquals(21, open);
        assertTrue("dark public cameras: " + dark, dark >= 4);
    }

    private static void playsClean(Container container) throws Exception {
        Peer.FFMPEG.need();
        List<String> playlists = new ArrayList<>();
        for (JsonNode point : container.getJson("/api/v1/public/points").path("features")) {
            for (JsonNode camera : point.path("properties").path("cameras")) {
                if (camera.path("status").asText().equals("live")) {
                    playlists.add(camera.path("hls").asText());
                }
            }
        }
        ExecutorService players = Executors.newFixedThreadPool(playlists.size());
        try {
            List<Future<Container.Outcome>> outcomes = new ArrayList<>();
            for (String playlist : playlists) {
                outcomes.add(players.submit(() -> container.run(List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-t",
                        "10",
                        "-i",
                        container.uri(playlist).toString(),
                        "-f",
                        "null",
                        "-"))));
            }
            for (Future<Container.Outcome> outcome : outcomes) {
                assertEquals("", outcome.get().succeeded().output());
            }
        } finally {
            players.shutdownNow();
        }
    }

    /** Decoded by a worker process, which may crash, and by a bundle, which may be absent. */
    private static void showsSnapshots(Container container) throws Exception {
        String snapshot = liveCamera(container).path("snapshot").asText();
        String folder = snapshot.substring(0, snapshot.lastIndexOf('/') + 1);
        String playlist = new String(container.get(folder + "index.m3u8").body(), StandardCharsets.UTF_8);
        var image = ImageIO.read(new ByteArrayInputStream(
                taken(container, snapshot, Instant.EPOCH).body()));
        String size = "RESOLUTION=" + image.getWidth() + "x" + image.getHeight();
        assertTrue(size + " is not in " + playlist, playlist.contains(size));

        List<ProcessHandle> crashing = workers(container);
        assertFalse(crashing.isEmpty());
        for (ProcessHandle worker : crashing) {
            container.run(List.of("kill", "-SEGV", Long.toString(worker.pid()))).succeeded();
        }
        await().atMost(30, SECONDS).until(() -> crashing.stream().noneMatch(ProcessHandle::isAlive));
        taken(container, snapshot, Instant.now());

        container.console("bundle:stop id.pantau.vision");
        assertEquals(404, container.get(snapshot).statusCode());
        assertEquals(200, container.get(folder + "index.m3u8").statusCode());
        assertEquals(List.of(), workers(container));
        container.console("bundle:start id.pantau.vision");
        taken(container, snapshot, Instant.EPOCH);
    }

    private static JsonNode liveCamera(Container container) throws Exception {
        for (JsonNode point : container.getJson("/api/v1/public/points").path("features")) {
            for (JsonNode camera : point.path("properties").path("cameras")) {
                if (camera.path("status").asText().equals("live")
                        && camera.path("snapshot").isTextual()) {
                    return camera;
                }
            }
        }
        throw new AssertionError("no live camera has a snapshot");
    }

    /** The snapshot once it is one that was taken after a moment. */
    private static HttpResponse<byte[]> taken(Container container, String snapshot, Instant after) {
        AtomicReference<HttpResponse<byte[]>> newest = new AtomicReference<>();
        await().atMost(90, SECONDS).until(() -> {
            HttpResponse<byte[]> answer = container.get(snapshot);
            newest.set(answer);
            return answer.statusCode() == 200
                    && Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                                    answer.headers().firstValue("Last-Modified").orElseThrow()))
                            .isAfter(after);
        });
        assertEquals(
                "image/jpeg", newest.get().headers().firstValue("Content-Type").orElse(""));
        return newest.get();
    }

    private static List<ProcessHandle> workers(Container container) throws Exception {
        return ProcessHandle.of(container.pid())
                .orElseThrow()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("id.pantau.vision.worker"))
                .toList();
    }

    private static void looks(Container container) throws Exception {
        Path work = Path.of(System.getProperty("pantau.work"));
        try (Browser desktop = new Browser(1280, 860)) {
            desktop.open(container.uri("/"));
            await().atMost(20, SECONDS)
                    .until(() -> desktop.evaluate("return document.body.innerText")
                            .asText()
                            .contains("Simpang Kuda"));
            desktop.screenshot(work.resolve("demo-desktop.png"));
        }
    }
}
