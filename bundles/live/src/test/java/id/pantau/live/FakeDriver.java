package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A well-behaved driver whose every answer a test can replace. */
class FakeDriver implements CameraDriver {
    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger sessionsOpen = new AtomicInteger();
    private final String path;

    /** Its answer to every probe. */
    ProbeResult recognition = new ProbeResult.Recognised(DeviceInfo.UNKNOWN);

    /** @param path of the streams it names */
    FakeDriver(String path) {
        this.path = path;
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        return recognition;
    }

    /** The same driver, which serves no cameras but those of its make. */
    FakeDriver ofItsOwn() {
        recognition = new ProbeResult.NotMine("another make");
        return this;
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        opens.incrementAndGet();
        sessionsOpen.incrementAndGet();
        return session(endpoint);
    }

    CameraSession session(Endpoint endpoint) {
        return new CameraSession() {
            @Override
            public DeviceInfo device() {
                return new DeviceInfo("Fake", "One", "1");
            }

            @Override
            public List<Channel> channels() {
                return FakeDriver.this.channels(endpoint);
            }

            @Override
            public <F extends Facet> Optional<F> facet(Class<F> type) {
                return ability(type);
            }

            @Override
            public void close() {
                sessionsOpen.decrementAndGet();
            }
        };
    }

    /** What its devices can do beside showing pictures. */
    <F extends Facet> Optional<F> ability(Class<F> type) {
        return Optional.empty();
    }

    List<Channel> channels(Endpoint endpoint) {
        return List.of(channel(
                endpoint,
                List.of(
                        profile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264),
                        profile("sub", StreamProfile.Kind.SUB, StreamProfile.Codec.UNKNOWN))));
    }

    Channel channel(Endpoint endpoint, List<StreamProfile> profiles) {
        return new Channel() {
            @Override
            public String id() {
                return "1";
            }

            @Override
            public List<StreamProfile> profiles() {
                return profiles;
            }

            @Override
            public MediaSource source(StreamProfile profile) {
                return FakeDriver.this.source(endpoint, profile);
            }
        };
    }

    MediaSource source(Endpoint endpoint, StreamProfile profile) {
        return new MediaSource.Pull(URI.create("rtsp://" + endpoint.host() + path + profile.name()));
    }

    static StreamProfile profile(String name, StreamProfile.Kind kind, StreamProfile.Codec codec) {
        return new StreamProfile(name, kind, codec, 0, 0);
    }
}
