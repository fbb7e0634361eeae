package id.pantau.vendor.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.Configurations;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera of single pictures over HTTP")
class PictureCameraTest {
    /** As short as a JPEG file can be and still have all its markers. */
    private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ffe00004aabbffda000411223344ffd9");

    private static final Credentials LOGIN = new Credentials("viewer", "s3cret-pass");

    private final RtspDriver driver = new RtspDriver(Configurations.of(RtspConfiguration.class, Map.of()));
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/video.mjpg", PictureCameraTest::picture);
        server.createContext("/locked.mjpg", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            logins.add(login == null ? "" : login);
            if ("Basic dmlld2VyOnMzY3JldC1wYXNz".equals(login)) {
                picture(exchange);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"cam\"");
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
            }
        });
        server.start();
    }

    private static void picture(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=x");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("--x\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(PICTURE);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("is recognised by a picture, and pulled where it was found")
    void isRecognised() throws Exception {
        assertInstanceOf(ProbeResult.Recognised.class, driver.probe(at("/video.mjpg?size=big")));
        try (CameraSession session = driver.open(at("/video.mjpg?size=big"), Credentials.NONE)) {
            Channel channel = session.channels().get(0);
            StreamProfile profile = channel.profiles().get(0);
            assertEquals(StreamProfile.Codec.MJPEG, profile.codec());
            assertEquals(new MediaSource.Pull(at("/video.mjpg?size=big").uri()), channel.source(profile));
        }
    }

    @Test
    @DisplayName("is asked for anonymously until somebody logs in, and then once")
    void logsIn() throws Exception {
        assertInstanceOf(ProbeResult.NeedsLogin.class, driver.probe(at("/locked.mjpg")));
        assertEquals(List.of(""), logins);
        driver.open(at("/locked.mjpg"), LOGIN).close();
        CameraException refused = assertThrows(
                CameraException.class, () -> driver.open(at("/locked.mjpg"), new Credentials("viewer", "wrong")));
        assertEquals(CameraException.Kind.UNAUTHORIZED, refused.kind());
        assertEquals(5, logins.size());
    }

    @Test
    @DisplayName("is none where the server has none")
    void isNone() throws Exception {
        assertInstanceOf(ProbeResult.NotMine.class, driver.probe(at("/missing.mjpg")));
    }

    private Endpoint at(String path) {
        return Endpoint.parse("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
