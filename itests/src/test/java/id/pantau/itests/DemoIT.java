package id.pantau.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

            container.stop();
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

    private static void looks(Container container) throws Exception {
        Path work = Path.of(System.getProperty("pantau.work"));
        try (Browser desktop = new Browser(1280, 860)) {
            desktop.open(container.uri("/"));
            org.awaitility.Awaitility.await()
                    .atMost(20, java.util.concurrent.TimeUnit.SECONDS)
                    .until(() -> desktop.evaluate("return document.body.innerText")
                            .asText()
                            .contains("Simpang Kuda"));
            desktop.screenshot(work.resolve("demo-desktop.png"));
        }
    }
}
