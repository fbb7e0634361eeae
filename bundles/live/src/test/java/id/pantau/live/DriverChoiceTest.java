package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Reason;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera whose driver is away")
class DriverChoiceTest {
    private static final String GATE = "gate";
    private static final Duration PAST_GRACE = City.GRACE.plusSeconds(2);

    private City city;
    private FakeDriver own;
    private long service;

    @BeforeEach
    void play(@TempDir Path folder) {
        city = new City(folder);
        own = new FakeDriver("/v1/").ofItsOwn();
        city.register(GATE, "acme");
        city.register("mole", "rtsp");
        service = city.install("acme", 50, own);
    }

    /** The driver for what nobody else knows, while all play. */
    private FakeDriver with(FakeDriver generic) {
        city.install("rtsp", generic);
        city.open().run(Duration.ofSeconds(15));
        assertEquals("live", city.status(GATE));
        return generic;
    }

    private int connections(String path) {
        return city.pulls.opened("rtsp://" + GATE + ".example" + path).size();
    }

    private String detail() {
        return city.hub.state(GATE).orElseThrow().detail();
    }

    @Test
    @DisplayName(
            "plays on without a new connection when the next best names the same address, and when its own is back")
    void sameAddress() {
        FakeDriver generic = with(new FakeDriver("/v1/"));
        int before = generic.opens.get();
        city.uninstall(service);
        city.run(PAST_GRACE);
        assertEquals("live", city.status(GATE));
        assertEquals(before + 1, generic.opens.get());

        city.install("acme", 50, own);
        city.run(Duration.ofSeconds(5));
        assertEquals(2, own.opens.get());
        assertEquals(1, connections("/v1/sub"));
        assertEquals(List.of("live"), city.statusFacts(GATE));
        assertEquals(1, city.pulls.opened(City.sub("mole")).size());
        assertEquals("acme", city.cameras.find(GATE).map(Camera::vendor).orElseThrow());
    }

    @Test
    @DisplayName("goes to the address that the next best names, and back when its own returns")
    void otherAddress() {
        FakeDriver generic = with(new FakeDriver("/generic/"));
        city.uninstall(service);
        city.run(PAST_GRACE);
        assertEquals(1, connections("/generic/sub"));
        assertEquals("live", city.status(GATE));

        city.install("acme", 50, own);
        city.run(Duration.ofSeconds(5));
        assertEquals(2, connections("/v1/sub"));
        assertEquals("live", city.status(GATE));
        int asked = generic.opens.get();
        city.run(Duration.ofHours(1));
        assertEquals(asked, generic.opens.get(), "the substitute is asked no more");
    }

    @Test
    @DisplayName("is found again through the substitute when the device fails meanwhile")
    void failsMeanwhile() {
        with(new FakeDriver("/generic/"));
        city.uninstall(service);
        city.run(PAST_GRACE);
        city.pulls.fail("rtsp://gate.example/generic/sub", RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofMinutes(3));
        assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));
        city.pulls.mend("rtsp://gate.example/generic/sub");
        city.run(Duration.ofSeconds(40));
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("gets another one at once when its own is in quarantine")
    void quarantined() {
        FakeDriver wild = new FakeDriver("/v1/") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials) {
                throw new IllegalStateException("wild");
            }
        };
        city.uninstall(service);
        city.install("acme", 50, wild.ofItsOwn());
        city.install("rtsp", new FakeDriver("/generic/"));
        city.open().run(Duration.ofSeconds(12));
        assertTrue(city.bay.isQuarantined("acme"));
        assertEquals("live", city.status(GATE));
        assertEquals(1, connections("/generic/sub"));
    }

    @Test
    @DisplayName("has no driver when the others do not know its device, and is asked about again now and then")
    void unrecognised() {
        FakeDriver generic = with(new FakeDriver("/v1/").ofItsOwn());
        city.uninstall(service);
        city.run(PAST_GRACE);
        assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
        assertEquals("no driver called acme is installed", detail());

        generic.recognition = new ProbeResult.NeedsLogin("a realm");
        city.run(Duration.ofSeconds(70));
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("is not shown when the other driver cannot tell which of several channels it is")
    void severalChannels() {
        with(new FakeDriver("/generic/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                List<Channel> one = super.channels(endpoint);
                return List.of(one.get(0), named(one.get(0), "2"));
            }
        });
        city.uninstall(service);
        city.run(PAST_GRACE);
        assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
        assertEquals(
                "no driver called acme is installed; the driver rtsp cannot take its place: which of the device's"
                        + " channels is the camera's, only its own driver knows",
                detail());
        assertEquals(0, connections("/generic/sub"));
    }

    @Test
    @DisplayName("is shown whatever the other calls its channel, if its own driver said that the device has only one")
    void onlyChannel() {
        with(new FakeDriver("/generic/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                return List.of(named(
                        super.channels(endpoint).get(0), endpoint.host().equals("gate.example") ? "Profile_1" : "1"));
            }
        });
        city.uninstall(service);
        city.run(PAST_GRACE);
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("is not shown under another channel's id, when its own driver never said how many there are")
    void unsureChannel() {
        city.uninstall(service);
        city.install("rtsp", new FakeDriver("/generic/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                return List.of(named(super.channels(endpoint).get(0), "0"));
            }
        });
        city.open().run(PAST_GRACE);
        assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
    }

    @Test
    @DisplayName("that refuses the other driver gets one attempt, and is live when its own returns")
    void refused() {
        FakeDriver generic = with(new FakeDriver("/generic/") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials)
                    throws CameraException, InterruptedException {
                if (endpoint.host().equals("gate.example") && opens.incrementAndGet() > 0) {
                    throw new CameraException(CameraException.Kind.UNAUTHORIZED, "401");
                }
                return super.open(endpoint, credentials);
            }
        });
        int before = generic.opens.get();
        city.uninstall(service);
        city.run(Duration.ofHours(3));
        assertEquals(before + 1, generic.opens.get());
        assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));

        city.install("acme", 50, own);
        city.run(Duration.ofSeconds(5));
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("has none when the other leaves too, and the first that comes serves it")
    void bothAway() {
        FakeDriver generic = new FakeDriver("/generic/");
        long second = city.install("rtsp", generic);
        city.open().run(Duration.ofSeconds(15));
        city.uninstall(service);
        city.run(PAST_GRACE);
        city.uninstall(second);
        city.run(PAST_GRACE);
        assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));

        city.install("rtsp", generic);
        city.run(Duration.ofSeconds(5));
        assertEquals("live", city.status(GATE));
    }

    private static Channel named(Channel channel, String id) {
        return new Channel() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public List<StreamProfile> profiles() {
                return channel.profiles();
            }

            @Override
            public MediaSource source(StreamProfile profile) throws CameraException, InterruptedException {
                return channel.source(profile);
            }
        };
    }
}
