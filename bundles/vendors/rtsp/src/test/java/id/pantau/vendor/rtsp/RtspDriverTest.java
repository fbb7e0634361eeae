package id.pantau.vendor.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.Configurations;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RtspDriverTest {
    private final RtspDriver driver = new RtspDriver(Configurations.of(RtspConfiguration.class, Map.of()));
    private RtspServer server;

    @BeforeEach
    void start() throws Exception {
        server = RtspServer.start();
        server.mount("/cam/main", VideoClip.testCard());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("offers the sub stream that a rule guesses, with both sizes")
    void offersSub() throws Exception {
        server.mount("/cam/sub", VideoClip.smallTestCard());
        try (CameraSession session = open("/cam/main")) {
            Channel channel = session.channels().get(0);
            assertEquals(
                    List.of(
                            new StreamProfile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264, 640, 360),
                            new StreamProfile("sub", StreamProfile.Kind.SUB, StreamProfile.Codec.H264, 320, 180)),
                    channel.profiles());
            assertEquals(
                    new MediaSource.Pull(server.uri("/cam/sub")),
                    channel.source(channel.profiles().get(1)));
        }
    }

    @Test
    @DisplayName("offers no sub stream that is not there")
    void noSubWhenAbsent() throws Exception {
        try (CameraSession session = open("/cam/main")) {
            assertEquals(List.of("main"), names(session));
        }
    }

    @Test
    @DisplayName("an address that no rule matches is asked for nothing else")
    void noRuleNoGuess() throws Exception {
        server.mount("/ch1", VideoClip.testCard());
        try (CameraSession session = open("/ch1")) {
            assertEquals(List.of("main"), names(session));
        }
        assertEquals(1, server.requests("DESCRIBE"));
    }

    @Test
    @DisplayName("host and port alone are asked for their root")
    void hostAndPort() throws Exception {
        server.mount("/", VideoClip.testCard());
        Endpoint bare = Endpoint.parse("127.0.0.1:" + server.address().getPort());
        assertInstanceOf(ProbeResult.Recognised.class, driver.probe(bare));
        try (CameraSession session = driver.open(bare, Credentials.NONE)) {
            Channel channel = session.channels().get(0);
            URI root = server.uri("/");
            assertEquals(
                    new MediaSource.Pull(root),
                    channel.source(channel.profiles().get(0)));
        }
    }

    @Test
    @DisplayName("an address of another scheme is not its own, and is not even connected to")
    void otherScheme() throws Exception {
        Endpoint web = Endpoint.parse("http://127.0.0.1:" + server.address().getPort() + "/onvif/device_service");
        assertInstanceOf(ProbeResult.NotMine.class, driver.probe(web));
        assertEquals(0, server.connectionsAccepted());
    }

    private CameraSession open(String path) throws Exception {
        return driver.open(new Endpoint(server.uri(path)), Credentials.NONE);
    }

    private static List<String> names(CameraSession session) {
        return session.channels().get(0).profiles().stream()
                .map(StreamProfile::name)
                .toList();
    }
}
