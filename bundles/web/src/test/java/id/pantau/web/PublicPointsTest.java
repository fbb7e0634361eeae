package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Text;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The public points")
final class PublicPointsTest {
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.allPoints.add(new Point("simpang-kuda", "Simpang Kuda", "Batam Kota", 1.1344, 104.0302));
        city.allPoints.add(new Point("lobi", "Lobi Hotel", "Lubuk Baja", 1.1461, 104.0118));
        city.camera(1, "simpang-kuda", "Simpang Kuda 1");
        city.camera(2, "simpang-kuda", "Simpang Kuda 2");
        city.camera(3, "simpang-kuda", "Ruang server");
        city.camera(4, "lobi", "Lobi");
        city.show(1);
        city.withdraw(2, Reason.POLICY, new Text("Ruang privat.", "Private space."));
        city.states.put(City.id(1), CameraState.offline(Reason.NO_VIDEO, "rtsp://10.20.0.1 is dark", City.NOON));
        server = new WebServer(city);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private JsonNode points() throws Exception {
        return new ObjectMapper().readTree(server.get("/api/v1/public/points").body());
    }

    @Test
    @DisplayName("are GeoJSON, and only those with a public or withdrawn camera")
    void geoJson() throws Exception {
        JsonNode answer = points();
        assertEquals("FeatureCollection", answer.path("type").asText());
        assertEquals(1, answer.path("features").size());
        JsonNode feature = answer.at("/features/0");
        assertEquals("[104.0302,1.1344]", feature.at("/geometry/coordinates").toString());
        assertEquals("simpang-kuda", feature.at("/properties/id").asText());
        assertEquals("Simpang Kuda", feature.at("/properties/name").asText());
        assertEquals("Batam Kota", feature.at("/properties/kecamatan").asText());
        assertEquals(2, feature.at("/properties/cameras").size());
    }

    @Test
    @DisplayName("tell of a dark camera since when and why, and keep its address")
    void dark() throws Exception {
        JsonNode camera = points().at("/features/0/properties/cameras/0");
        assertEquals(City.id(1), camera.path("id").asText());
        assertEquals("offline", camera.path("status").asText());
        assertEquals("no-video", camera.at("/reason/code").asText());
        assertEquals(Reason.NO_VIDEO.text().id(), camera.at("/reason/id").asText());
        assertEquals(Reason.NO_VIDEO.text().en(), camera.at("/reason/en").asText());
        assertEquals("2026-11-22T05:00:00Z", camera.path("since").asText());
        assertEquals("/live/" + City.id(1) + "/index.m3u8", camera.path("hls").asText());
        assertTrue(camera.path("snapshot").isNull());
    }

    @Test
    @DisplayName("say where the newest picture of a camera without video is, and that it has no stream")
    void singlePictures() throws Exception {
        city.file(1, "snapshot.jpg", "image/jpeg", "a picture", false);
        city.file(2, "snapshot.jpg", "image/jpeg", "a picture", false);
        JsonNode cameras = points().at("/features/0/properties/cameras");
        assertTrue(cameras.at("/0/hls").isNull());
        assertEquals(
                "/live/" + City.id(1) + "/snapshot.jpg",
                cameras.at("/0/snapshot").asText());
        assertTrue(cameras.at("/1/snapshot").isNull(), "withdrawn");
    }

    @Test
    @DisplayName("say where the newest picture is that was decoded from a camera's video, beside its stream")
    void decodedPictures() throws Exception {
        city.decoded(1, new byte[] {1});
        city.decoded(2, new byte[] {1});
        JsonNode cameras = points().at("/features/0/properties/cameras");
        assertEquals("/live/" + City.id(1) + "/index.m3u8", cameras.at("/0/hls").asText());
        assertEquals(
                "/live/" + City.id(1) + "/snapshot.jpg",
                cameras.at("/0/snapshot").asText());
        assertTrue(cameras.at("/1/snapshot").isNull(), "withdrawn");
    }

    @Test
    @DisplayName("list a withdrawn camera with its reason in words and without a stream, whatever its picture says")
    void withdrawn() throws Exception {
        JsonNode camera = points().at("/features/0/properties/cameras/1");
        assertEquals("withdrawn", camera.path("status").asText());
        assertEquals(
                "{\"code\":\"policy\",\"id\":\"Ruang privat.\",\"en\":\"Private space.\"}",
                camera.path("reason").toString());
        assertTrue(camera.path("hls").isNull());
    }

    @Test
    @DisplayName("give a live camera no reason")
    void live() throws Exception {
        city.states.put(City.id(1), CameraState.live(City.NOON));
        JsonNode camera = points().at("/features/0/properties/cameras/0");
        assertEquals("live", camera.path("status").asText());
        assertTrue(camera.path("reason").isNull());
    }

    @Test
    @DisplayName("name no private camera, no address, no partner, no vendor")
    void nothingElse() throws Exception {
        String body = server.get("/api/v1/public/points").body();
        for (String secret : new String[] {City.id(3), City.id(4), "Lobi", "10.20", "bank-anu", "rtsp", "GATE"}) {
            assertFalse(body.contains(secret), secret);
        }
    }

    @Test
    @DisplayName("may be read by other sites and kept for two seconds; who has them gets 304")
    void caching() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/public/points");
        assertEquals("public, max-age=2", header(answer, "Cache-Control"));
        assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        String etag = header(answer, "ETag");
        assertEquals(
                304, server.get("/api/v1/public/points", "If-None-Match", etag).statusCode());
    }

    @Test
    @DisplayName("say nothing of how the platform gets into a camera")
    void noDiagnostics() throws Exception {
        city.states.put(City.id(1), CameraState.offline(Reason.UNAUTHORIZED, "401 twice", City.NOON));
        String answer = server.get("/api/v1/public/points").body();
        assertTrue(answer.contains("The camera has a technical problem at present."), answer);
        assertFalse(answer.contains("password") || answer.contains("kata sandi") || answer.contains("401"), answer);
    }
}
