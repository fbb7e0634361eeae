package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Admission.Limit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While there is no place for another viewer")
final class AdmissionTest {
    private static final Text WHY = new Text("Penuh: 7,7 dari 8,0 Mb/s.", "Full: 7.7 of 8.0 Mb/s.");

    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(city);
        city.allPoints.add(new Point("simpang", "Simpang", "Batam Kota", 1.1, 104.0));
        for (int n : new int[] {1, 2}) {
            city.camera(n, "simpang", "Simpang " + n);
            city.file(n, "index.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n", false);
            city.file(n, "video.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n", false);
            city.file(n, "seg-1.m4s", "video/mp4", "moofmdat", true);
            city.full.put(City.id(n), new Busy(Limit.UPLINK, WHY, City.NOON, Duration.ofSeconds(10)));
        }
        city.show(1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(int n, String name) throws Exception {
        return server.get("/live/" + City.id(n) + "/" + name);
    }

    @Test
    @DisplayName("playlists and the endless stream answer 503 with the figure, when to ask again, and for any page")
    void busy() throws Exception {
        for (String name : List.of("index.m3u8", "video.m3u8", "stream.mp4")) {
            HttpResponse<String> answer = get(1, name);
            assertEquals(503, answer.statusCode(), name);
            assertEquals("application/problem+json", header(answer, "Content-Type"));
            assertEquals("10", header(answer, "Retry-After"));
            assertEquals("no-store", header(answer, "Cache-Control"));
            assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
            JsonNode problem = new ObjectMapper().readTree(answer.body());
            assertEquals("busy", problem.path("code").asText());
            assertEquals("urn:pantau:problem:busy", problem.path("type").asText());
            assertEquals("uplink", problem.path("limit").asText());
            assertEquals(WHY.id(), problem.path("detail").asText());
            assertEquals(WHY.en(), problem.path("detail_en").asText());
        }
        assertEquals(List.of(), city.viewers, "nothing of the camera was opened");
    }

    private JsonNode refusal(String name) throws Exception {
        HttpResponse<String> answer = get(1, name);
        assertEquals(503, answer.statusCode(), name);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    @DisplayName("the refusal says that pictures are to be had and how often, where the camera has any and they fit")
    void offersPictures() throws Exception {
        assertTrue(refusal("index.m3u8").path("snapshot").isMissingNode(), "it has none");
        city.decoded(1, new byte[] {1, 2, 3, 4});
        for (String name : List.of("index.m3u8", "video.m3u8", "stream.mp4")) {
            JsonNode problem = refusal(name);
            assertEquals(
                    "/live/" + City.id(1) + "/snapshot.jpg",
                    problem.path("snapshot").asText());
            assertEquals(10, problem.path("snapshotSeconds").asInt());
        }
        assertEquals(Set.of(4L), city.pictureSizes);
        city.full.put(City.id(1) + "/snapshot.jpg", city.full.get(City.id(1)));
        assertTrue(refusal("index.m3u8").path("snapshot").isMissingNode(), "no picture fits either");
    }

    @Test
    @DisplayName(
            "a picture of a camera with video is served for as long as it is to stay, and refused when it does not fit")
    void pictures() throws Exception {
        city.decoded(1, new byte[] {'j', 'p', 'e', 'g'});
        HttpResponse<String> answer = get(1, "snapshot.jpg");
        assertEquals("jpeg", answer.body());
        assertEquals("image/jpeg", header(answer, "Content-Type"));
        assertEquals("Sun, 22 Nov 2026 05:00:00 GMT", header(answer, "Last-Modified"));
        assertEquals(
                304,
                server.get("/live/" + City.id(1) + "/snapshot.jpg", "If-None-Match", header(answer, "ETag"))
                        .statusCode());
        assertEquals("public, max-age=10", header(answer, "Cache-Control"));
        city.limited = true;
        assertEquals("private, max-age=10", header(get(1, "snapshot.jpg"), "Cache-Control"));
        city.full.put(City.id(1) + "/snapshot.jpg", city.full.get(City.id(1)));
        JsonNode problem = refusal("snapshot.jpg");
        assertEquals("busy", problem.path("code").asText());
        assertTrue(problem.path("snapshot").isMissingNode());
        await().atMost(10, SECONDS).until(() -> city.publicBytes.get() == 8);
    }

    @Test
    @DisplayName("a camera that sends nothing but pictures shows each of them while that fits, else one now and then")
    void slowerPictures() throws Exception {
        City.Medium picture = city.file(1, "snapshot.jpg", "image/jpeg", "jpeg", false);
        assertEquals("public, max-age=10", header(get(1, "snapshot.jpg"), "Cache-Control"));
        city.full.clear();
        assertEquals("public, max-age=1", header(get(1, "snapshot.jpg"), "Cache-Control"));
        await().atMost(10, SECONDS).until(() -> picture.open == 0);
    }

    @Test
    @DisplayName("segments are served all the same: their addresses are everybody's")
    void segments() throws Exception {
        assertEquals(200, get(1, "seg-1.m4s").statusCode());
    }

    @Test
    @DisplayName("a camera that is not public stays as if it did not exist")
    void notPublic() throws Exception {
        assertEquals(404, get(2, "index.m3u8").statusCode());
        assertEquals(404, get(9, "index.m3u8").statusCode());
    }

    @Test
    @DisplayName("staff watches, and what it takes is counted as its own")
    void staff() throws Exception {
        city.user("sari", Role.VIEWER, "correct horse battery");
        String cookie = server.cookie("sari", "correct horse battery");
        for (String name : List.of("index.m3u8", "seg-1.m4s")) {
            assertEquals(
                    200,
                    server.get("/operator/live/" + City.id(1) + "/" + name, "Cookie", cookie)
                            .statusCode());
        }
        await().atMost(10, SECONDS).until(() -> city.staffBytes.get() == 16);
        assertEquals(0, city.publicBytes.get());
    }

    @Test
    @DisplayName("the public points say so, with the figure; a camera that sends nothing is offline first of all")
    void points() throws Exception {
        city.camera(3, "simpang", "Simpang 3");
        city.show(3);
        city.full.put(City.id(3), city.full.get(City.id(1)));
        city.states.put(City.id(3), CameraState.offline(Reason.NO_VIDEO, "", City.NOON));
        JsonNode cameras = new ObjectMapper()
                .readTree(server.get("/api/v1/public/points").body())
                .at("/features/0/properties/cameras");
        assertEquals("busy", cameras.at("/0/status").asText());
        assertEquals("overload", cameras.at("/0/reason/code").asText());
        assertEquals(WHY.id(), cameras.at("/0/reason/id").asText());
        assertEquals("/live/" + City.id(1) + "/index.m3u8", cameras.at("/0/hls").asText());
        assertEquals("offline", cameras.at("/1/status").asText());
    }

    @Test
    @DisplayName("once places are counted at all, shared caches keep segments and no playlists")
    void caches() throws Exception {
        city.full.clear();
        city.limited = true;
        assertEquals("private, max-age=1", header(get(1, "index.m3u8"), "Cache-Control"));
        assertEquals("public, max-age=31536000, s-maxage=60, immutable", header(get(1, "seg-1.m4s"), "Cache-Control"));
    }

    @Test
    @DisplayName("what the public takes is counted, and all of it is in the metrics")
    void metrics() throws Exception {
        get(1, "seg-1.m4s");
        await().atMost(10, SECONDS).until(() -> city.publicBytes.get() == 8);
        String text = server.get("/metrics").body();
        for (String line : List.of(
                "pantau_uplink_bits_per_second 20000000",
                "pantau_public_share_bits_per_second 16000000",
                "pantau_reserved_bits_per_second 3000000",
                "pantau_leases 7",
                "pantau_picture_leases 3",
                "pantau_egress_bits_per_second{audience=\"public\"} 2500000",
                "pantau_egress_bits_per_second{audience=\"operator\"} 1500000",
                "pantau_egress_bytes_total{audience=\"public\"} 8",
                "pantau_refusals_total{limit=\"uplink\"} 5",
                "pantau_refusals_total{limit=\"cpu\"} 0",
                "pantau_cpu_load 0.25")) {
            assertTrue(text.contains("\n" + line + "\n"), line + " is not in\n" + text);
        }
    }
}
