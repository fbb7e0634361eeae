package id.pantau.rtsp.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.media.AccessUnit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera that is GStreamer's RTSP server, with Digest")
class GStreamerPullTest {
    private static final RtspLogin LOGIN = new RtspLogin("scott", "tiger");
    private static final RtspLogin WRONG = new RtspLogin("scott", "lion");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static GStreamerCamera camera;

    @BeforeAll
    static void start() throws IOException {
        camera = GStreamerCamera.start(
                "video/x-raw,width=320,height=240,framerate=25/1 ! x264enc tune=zerolatency key-int-max=25",
                "scott",
                "tiger");
    }

    @AfterAll
    static void stop() {
        if (camera != null) {
            camera.close();
        }
    }

    @Test
    @DisplayName("is pulled: its format, and pictures of rising time, beginning with a key picture")
    void pulls() {
        RecordedPull pull = new RecordedPull();
        try (RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            client.open(camera.uri(), LOGIN, pull);
            await().atMost(PATIENCE).until(() -> pull.units.size() > 30 || !pull.failures.isEmpty());
        }
        assertEquals(
                List.of(RtspFailure.Kind.CLOSED),
                pull.failures.stream().map(RtspFailure::kind).toList());
        assertEquals(1, pull.formats.size());
        assertEquals(320, pull.formats.get(0).width());
        assertEquals(240, pull.formats.get(0).height());
        assertTrue(pull.units.get(0).key());
        List<AccessUnit> units = pull.units;
        for (int i = 1; i < 30; i++) {
            assertEquals(3600, units.get(i).dts() - units.get(i - 1).dts());
        }
        assertFalse(units.stream().allMatch(AccessUnit::key));
    }

    @Test
    @DisplayName("refuses a wrong password, which is then not tried again")
    void refusesWrongPassword() {
        RecordedPull pull = new RecordedPull();
        try (RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            client.open(camera.uri(), WRONG, pull);
            await().atMost(PATIENCE).until(() -> !pull.failures.isEmpty());
        }
        assertEquals(RtspFailure.Kind.UNAUTHORIZED, pull.failures.get(0).kind());
        assertTrue(pull.formats.isEmpty());
    }

    @Test
    @DisplayName("is described once logged in")
    void describes() throws Exception {
        Description description = RtspDescriber.describe(camera.uri(), LOGIN, PATIENCE);
        assertFalse(description.needsLogin());
        assertEquals(1, description.medias().size());
        assertEquals("video", description.medias().get(0).kind());
        assertEquals("H264", description.medias().get(0).codec());
        assertEquals(320, description.medias().get(0).width());
        assertTrue(description.server().contains("GStreamer"), description.server());
    }

    @Test
    @DisplayName("says that it wants a login when it is asked without one")
    void wantsLogin() throws Exception {
        Description description = RtspDescriber.describe(camera.uri(), null, PATIENCE);
        assertTrue(description.needsLogin());
        assertFalse(description.realm().isEmpty());
    }

    @Test
    @DisplayName("is not described to a wrong password")
    void describesNothingToWrongPassword() {
        RtspException refused =
                assertThrows(RtspException.class, () -> RtspDescriber.describe(camera.uri(), WRONG, PATIENCE));
        assertEquals(RtspFailure.Kind.UNAUTHORIZED, refused.failure().kind());
        assertFalse(refused.getMessage().contains("lion"));
    }
}
