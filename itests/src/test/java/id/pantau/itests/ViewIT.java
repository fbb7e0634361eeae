package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/**
 * What cameras really show, seen in decoded pictures, in the demo city. The tests share a container; the first breaks
 * the last camera, whose confirmed view is another one then, the others the first ones.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ViewIT {
    private static final int PATIENCE = 90;

    private static Container container;

    @BeforeClass
    public static void start() throws Exception {
        container = new Container("view");
        container.pantau("demo", "--detach").succeeded();
    }

    @AfterClass
    public static void stop() {
        if (container != null) {
            container.close();
        }
    }

    @Test
    public void a1_aMovedCameraIsOffThePublicPageUntilAPersonConfirmsWhatItShows() throws Exception {
        List<JsonNode> cameras = publicLive();
        JsonNode camera = cameras.get(cameras.size() - 1);
        String id = camera.path("id").asText();
        String hls = camera.path("hls").asText();
        String media = hls.replace("index.m3u8", "video.m3u8");
        await("its view is approved")
                .atMost(PATIENCE, SECONDS)
                .until(() -> info(id).path("viewApproved").isTextual());
        await().atMost(PATIENCE, SECONDS)
                .until(() -> status("/live/" + id + "/snapshot.jpg") == 200 && status(media) == 200);
        String segment = lastLine(new String(container.get(media).body(), StandardCharsets.UTF_8));
        String part = "/live/" + id + "/" + segment;
        assertEquals(200, status(part));
        assertEquals(200, status("/embed/" + id));

        container.console("simulator:fault " + id + " moved");
        await().atMost(PATIENCE, SECONDS).until(() -> status(hls) == 404);
        for (String path : List.of(hls, media, part, "/live/" + id + "/snapshot.jpg", "/live/" + id + "/stream.mp4")) {
            assertEquals(path, 404, status(path));
        }
        assertEquals(404, status("/embed/" + id));
        JsonNode card = publicCamera(id);
        assertEquals(
                "withdrawn view-changed",
                card.path("status").asText() + " " + card.at("/reason/code").asText());

        await().atMost(PATIENCE, SECONDS).until(() -> {
            var outcome = container.pantau("console", "public:confirm --why test " + id);
            return outcome.exit() == 0;
        });
        await().atMost(PATIENCE, SECONDS).until(() -> status(hls) == 200);
        await().atMost(PATIENCE, SECONDS)
                .until(() -> publicCamera(id).path("status").asText().equals("live"));
    }

    @Test
    public void a2_whatThePicturesShowIsTheStatus() throws Exception {
        Map<String, String> kinds = Map.of(
                "frozen", "frozen",
                "black", "black",
                "white", "white-out",
                "blurred", "blurred",
                "covered", "covered",
                "noise", "noisy",
                "slow", "low-rate",
                "damaged", "damaged",
                "clock", "clock-wrong");
        Map<String, String> reasons = breakThose(publicLive(), kinds);
        await().atMost(PATIENCE, SECONDS).untilAsserted(() -> {
            Map<String, String> seen = new HashMap<>();
            for (String id : reasons.keySet()) {
                JsonNode camera = publicCamera(id);
                if (camera.path("status").asText().equals("degraded")) {
                    seen.put(id, camera.at("/reason/code").asText());
                }
            }
            assertEquals(reasons, seen);
        });
        for (String id : reasons.keySet()) {
            assertEquals("a camera with a bad picture is still shown", 200, status("/live/" + id + "/index.m3u8"));
            container.console("simulator:fault " + id + " none");
        }
        await().atMost(PATIENCE, SECONDS).untilAsserted(() -> {
            for (String id : reasons.keySet()) {
                JsonNode camera = publicCamera(id);
                assertEquals(id + " " + camera, "live", camera.path("status").asText());
            }
        });
        String any = reasons.keySet().iterator().next();
        assertEquals(
                "live, degraded, live: newest first",
                "live",
                history(any).get(0).path("status").asText());
        assertEquals(reasons.get(any), history(any).get(1).path("reason").asText());
    }

    @Test
    public void a3_aCameraThatIsTurnedZoomedOrIndoorsIsWithdrawnWhateverElseIsWrong() throws Exception {
        Map<String, String> kinds =
                Map.of("turned", "view-changed", "zoomed", "view-changed", "indoor", "view-changed");
        Map<String, String> reasons = breakThose(publicLive(), kinds);
        await().atMost(PATIENCE, SECONDS).untilAsserted(() -> {
            for (String id : reasons.keySet()) {
                JsonNode camera = publicCamera(id);
                assertEquals(
                        "withdrawn view-changed",
                        camera.path("status").asText() + " "
                                + camera.at("/reason/code").asText());
                assertEquals(404, status("/live/" + id + "/index.m3u8"));
            }
        });
    }

    /** For all cameras of the city, which have one owner. */
    @Test
    public void b1_whatAnOwnerEndsIsGoneEverywhereAtOnce() throws Exception {
        String id = publicLive().get(0).path("id").asText();
        String partner = info(id).path("partner").asText();
        Path etc = container.home().resolve("container/etc");
        Files.writeString(etc.resolve("id.pantau.recording.cfg"), "cameras = " + id + "\n");
        String cookie = login("budi");
        String recordings = "recording:find --json " + id + " 2020-01-01 now";
        await().atMost(PATIENCE, SECONDS)
                .until(() -> !container.consoleJson(recordings).isEmpty());
        container.console("agreement:add --until 2999-12-31 --share live,public,recorded 1/2026 " + partner);
        Path exported = Files.createDirectory(container.home().resolve("exported"));
        String export = "recording:export --json --why test " + id + " "
                + Instant.now().minusSeconds(3600) + " now " + exported;
        assertPlays(container.consoleJson(export).get(0));
        String media = "/live/" + id + "/video.m3u8";
        String segment = lastLine(new String(container.get(media).body(), StandardCharsets.UTF_8));
        List<String> files = List.of("index.m3u8", "video.m3u8", segment, "snapshot.jpg", "stream.mp4");
        try (InputStream stream = container.stream("/live/" + id + "/stream.mp4")) {
            assertTrue(stream.read() >= 0);

            container.console("agreement:revoke --why test 1/2026");
            for (String file : files) {
                assertEquals(file, 404, status("/live/" + id + "/" + file));
                HttpResponse<byte[]> staff = container.get("/operator/live/" + id + "/" + file, "Cookie", cookie);
                assertEquals(file, 403, staff.statusCode());
            }
            var found = container.pantau("console", recordings);
            assertNotEquals(found.output(), 0, found.exit());
            assertTrue(found.output(), found.output().contains("Agreement 1/2026 was revoked on "));
            var refused = container.pantau("console", export);
            assertNotEquals(refused.output(), 0, refused.exit());
            assertTrue(refused.output(), refused.output().contains("Agreement 1/2026 was revoked on "));
            stream.readAllBytes();
        }
        assertEquals("agreement-ended", publicCamera(id).at("/reason/code").asText());
        await("nobody is connected to the camera")
                .atMost(PATIENCE, SECONDS)
                .until(() -> info(id).path("reason").asText().equals("agreement-ended"));

        container.console("agreement:add --until 2999-12-31 --share public 2/2026 " + partner);
        await().atMost(PATIENCE, SECONDS).until(() -> status("/live/" + id + "/index.m3u8") == 200);
    }

    /** Decodes all of an exported file. */
    private static void assertPlays(JsonNode exported) throws Exception {
        Peer.FFMPEG.need();
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg", "-v", "error", "-i", exported.path("file").asText(), "-f", "framemd5", "-")
                .redirectErrorStream(true)
                .start();
        List<String> lines =
                ffmpeg.inputReader().lines().filter(l -> !l.startsWith("#")).toList();
        assertEquals(String.join("\n", lines), 0, ffmpeg.waitFor());
        double seconds = exported.path("seconds").asDouble();
        assertTrue(lines.size() + " pictures in " + seconds + " s", seconds > 1 && lines.size() >= 5 * seconds);
    }

    private static String login(String user) throws Exception {
        Path password = container.home().resolve("password");
        Files.writeString(password, "kuda benar baterai");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        container.console("user:add --password-file " + password + " " + user + " viewer");
        return container.login(user, "kuda benar baterai");
    }

    /** Breaks a camera for each kind of fault, one whose view is approved; returns the reasons to expect, by camera. */
    private static Map<String, String> breakThose(List<JsonNode> cameras, Map<String, String> kinds) throws Exception {
        assertTrue("public and live: " + cameras.size(), cameras.size() >= kinds.size());
        Map<String, String> reasons = new HashMap<>();
        StringBuilder commands = new StringBuilder();
        Iterator<JsonNode> next = cameras.iterator();
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            String id = next.next().path("id").asText();
            await().atMost(PATIENCE, SECONDS)
                    .until(() -> info(id).path("viewApproved").isTextual());
            reasons.put(id, kind.getValue());
            commands.append("simulator:fault ")
                    .append(id)
                    .append(' ')
                    .append(kind.getKey())
                    .append('\n');
        }
        container.console(commands.toString().strip());
        return reasons;
    }

    private static JsonNode history(String camera) throws Exception {
        return container.consoleJson("camera:history --json " + camera);
    }

    private static JsonNode info(String camera) throws Exception {
        return container.consoleJson("camera:info --json " + camera);
    }

    private static int status(String path) throws Exception {
        return container.get(path).statusCode();
    }

    private static String lastLine(String playlist) {
        String[] lines = playlist.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new);
        return lines[lines.length - 1];
    }

    private static JsonNode publicCamera(String id) throws Exception {
        return publicCameras()
                .filter(camera -> camera.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> publicLive() throws Exception {
        return publicCameras()
                .filter(camera -> camera.path("status").asText().equals("live"))
                .toList();
    }

    private static Stream<JsonNode> publicCameras() throws Exception {
        return StreamSupport.stream(
                        container
                                .getJson("/api/v1/public/points")
                                .path("features")
                                .spliterator(),
                        false)
                .flatMap(point -> StreamSupport.stream(
                        point.path("properties").path("cameras").spliterator(), false));
    }
}
