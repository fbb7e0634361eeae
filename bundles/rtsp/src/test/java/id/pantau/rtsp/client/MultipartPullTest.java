package id.pantau.rtsp.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.PictureServer;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.VideoFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pull of single pictures over HTTP")
class MultipartPullTest {
    private static final RtspLogin LOGIN = new RtspLogin("viewer", "s3cret-pass");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<byte[]> pictures = new CopyOnWriteArrayList<>();
    private final List<Instant> arrivals = new CopyOnWriteArrayList<>();
    private final List<RtspFailure> failures = new CopyOnWriteArrayList<>();
    private PictureServer server;
    private RtspClient client;

    @BeforeEach
    void start() throws Exception {
        server = new PictureServer();
        client = new RtspClient(new RtspClientOptions(
                1, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(2), "Pantau-test"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    @DisplayName("brings whole pictures, no more of them than asked for, and asks for the whole address")
    void bringsPictures() {
        RtspPull pull = open("/video.mjpg?size=big", null);
        await().atMost(PATIENCE).until(() -> pictures.size() >= 4);
        pull.close();
        await().atMost(PATIENCE).until(() -> !failures.isEmpty());
        assertEquals(RtspFailure.Kind.CLOSED, failures.get(0).kind());
        assertArrayEquals(PictureServer.PICTURE, pictures.get(3));
        assertTrue(Duration.between(arrivals.get(0), arrivals.get(3)).compareTo(Duration.ofMillis(600)) >= 0);
        assertEquals(List.of("/video.mjpg?size=big"), server.paths);
    }

    @Test
    @DisplayName("logs in where it is asked to, with Digest and not before")
    void logsIn() {
        open("/locked.mjpg", LOGIN);
        await().atMost(PATIENCE).until(() -> !pictures.isEmpty());
        assertEquals("", server.logins.get(0));
        assertTrue(server.logins.get(1).contains("uri=\"/locked.mjpg\""));
        assertEquals(2, server.logins.size());
    }

    @Test
    @DisplayName("tries a login that is refused once")
    void triesOnce() {
        open("/closed.mjpg", LOGIN);
        assertEquals(RtspFailure.Kind.UNAUTHORIZED, failure().kind());
        assertEquals(2, server.logins.size());
    }

    @Test
    @DisplayName("goes nowhere else: a redirect is a failure")
    void followsNoRedirect() {
        open("/elsewhere.mjpg", LOGIN);
        assertEquals(RtspFailure.Kind.PROTOCOL, failure().kind());
        assertEquals(List.of("/elsewhere.mjpg"), server.paths);
    }

    @Test
    @DisplayName("says what is wrong with a server that has none")
    void findsNone() {
        open("/page.mjpg", null);
        assertEquals(RtspFailure.Kind.UNSUPPORTED, failure().kind());
    }

    @Test
    @DisplayName("ends when no picture comes any more, though the connection stands")
    void noticesSilence() {
        open("/one.mjpg", null);
        assertEquals(RtspFailure.Kind.SILENT, failure().kind());
        assertEquals(1, pictures.size());
    }

    private RtspFailure failure() {
        await().atMost(PATIENCE).until(() -> !failures.isEmpty());
        return failures.get(0);
    }

    private RtspPull open(String path, RtspLogin login) {
        return client.open(server.uri(path), login, PullOptions.defaults().withSnapshots(5), new PullListener() {
            @Override
            public void snapshot(JpegPicture picture) {
                byte[] copy = new byte[picture.data().remaining()];
                picture.data().duplicate().get(copy);
                arrivals.add(picture.arrival());
                pictures.add(copy);
            }

            @Override
            public void closed(RtspFailure failure) {
                failures.add(failure);
            }

            @Override
            public void playing(VideoFormat format) {}

            @Override
            public void accessUnit(AccessUnit unit) {}
        });
    }
}
