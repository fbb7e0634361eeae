package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.CodedPicture;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.ServerLogin;
import id.pantau.rtsp.server.VideoClip;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A single picture of a device that is not watched")
class StillDeskTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, (byte) 0xd9};
    private static final Credentials LOGIN = new Credentials("sim", "rahasia");
    private static final Path CLIP =
            Path.of("../vendors/simulator/src/main/resources/id/pantau/vendor/simulator/clips/01-sub.mp4");

    private final ScheduledLoop loop = new ScheduledLoop();
    private City city;
    private RtspServer server;
    private ClientPulls pulls;
    private Endpoint device;
    private byte[] own = JPEG;
    private Optional<CameraException.Kind> failure = Optional.empty();
    private boolean stills = true;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        city = new City(folder);
        city.install("acme", new StillDriver());
        server = RtspServer.start();
        VideoClip clip;
        try (InputStream in = Files.newInputStream(CLIP)) {
            clip = VideoClip.readMp4(in);
        }
        server.mount("/sub", () -> clip).login(ServerLogin.digest(LOGIN.user(), LOGIN.password()));
        device = Endpoint.parse(server.uri("/sub").toString());
        pulls = new ClientPulls(RtspClientOptions.defaults());
    }

    @AfterEach
    void stop() {
        pulls.close();
        server.close();
        loop.close();
    }

    @Test
    @DisplayName("is the device's own still, where its driver asks for one")
    void ownStill() throws Exception {
        CodedPicture picture = take(LOGIN);
        assertEquals(CodedPicture.Form.JPEG, picture.form());
        byte[] bytes = new byte[picture.bytes().remaining()];
        picture.bytes().get(bytes);
        assertArrayEquals(JPEG, bytes);
        assertEquals(0, server.openConnections());
    }

    @Test
    @DisplayName("else is a key picture of its stream, which is pulled for no longer than that takes")
    void ofTheStream() throws Exception {
        stills = false;
        CodedPicture picture = take(LOGIN);
        assertEquals(CodedPicture.Form.VIDEO, picture.form());
        assertTrue(picture.bytes().remaining() > 1_000);
        org.awaitility.Awaitility.await().until(() -> server.openConnections() == 0);
    }

    @Test
    @DisplayName("is one of the stream too, when the device gives no still or none that is one")
    void instead() throws Exception {
        failure = Optional.of(CameraException.Kind.UNSUPPORTED);
        assertEquals(CodedPicture.Form.VIDEO, take(LOGIN).form());
    }

    @Test
    @DisplayName("is not there when the login is refused, and then the stream is not asked either")
    void refused() {
        failure = Optional.of(CameraException.Kind.UNAUTHORIZED);
        CameraException refused = assertThrows(CameraException.class, () -> take(LOGIN));
        assertEquals(CameraException.Kind.UNAUTHORIZED, refused.kind());
        stills = false;
        CameraException wrong = assertThrows(CameraException.class, () -> take(new Credentials("sim", "salah")));
        assertEquals(CameraException.Kind.UNAUTHORIZED, wrong.kind());
    }

    private CodedPicture take(Credentials login) throws Exception {
        return new StillDesk(new DriverDesk(city.bay, city.loop::now), loop, () -> pulls)
                .take("acme", device, login, "1");
    }

    /** Whose device can make stills. */
    private final class StillDriver extends FakeDriver {
        StillDriver() {
            super("/");
        }

        @Override
        MediaSource source(Endpoint endpoint, StreamProfile profile) {
            return new MediaSource.Pull(endpoint.uri());
        }

        @Override
        Channel channel(Endpoint endpoint, List<StreamProfile> profiles) {
            Channel plain = super.channel(endpoint, profiles);
            return new Channel() {
                @Override
                public String id() {
                    return plain.id();
                }

                @Override
                public List<StreamProfile> profiles() {
                    return plain.profiles();
                }

                @Override
                public MediaSource source(StreamProfile profile) {
                    return StillDriver.this.source(endpoint, profile);
                }

                @Override
                public <F extends Facet> Optional<F> facet(Class<F> type) {
                    Facet.Snapshots snapshots = () -> {
                        if (failure.isPresent()) {
                            throw new CameraException(failure.get(), "no still");
                        }
                        return own;
                    };
                    return stills && type == Facet.Snapshots.class
                            ? Optional.of(type.cast(snapshots))
                            : Optional.empty();
                }
            };
        }
    }
}
