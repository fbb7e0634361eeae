package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.Description;
import id.pantau.rtsp.client.RtspDescriber;
import id.pantau.rtsp.client.RtspException;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A driver without a bug, in which a subclass plants one. */
class SoundDriver implements CameraDriver {
    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        try {
            Description found = ask(endpoint, null);
            return found.needsLogin()
                    ? new ProbeResult.NeedsLogin(found.realm())
                    : new ProbeResult.Recognised(DeviceInfo.UNKNOWN);
        } catch (RtspException e) {
            return e.failure().kind() == RtspFailure.Kind.UNREACHABLE
                    ? new ProbeResult.Unreachable(e.failure().message())
                    : new ProbeResult.NotMine(e.failure().message());
        }
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials login) throws CameraException, InterruptedException {
        try {
            Description found = ask(endpoint, login.isNone() ? null : new RtspLogin(login.user(), login.password()));
            if (found.needsLogin()) {
                throw new CameraException(Kind.UNAUTHORIZED, "needs a login");
            }
            return session(endpoint, login);
        } catch (RtspException e) {
            Kind kind = switch (e.failure().kind()) {
                case UNAUTHORIZED -> Kind.UNAUTHORIZED;
                case UNREACHABLE -> Kind.UNREACHABLE;
                default -> Kind.PROTOCOL;
            };
            throw new CameraException(kind, e.failure().message());
        }
    }

    CameraSession session(Endpoint endpoint, Credentials login) throws CameraException {
        return new Session(endpoint.uri());
    }

    static Description ask(Endpoint endpoint, RtspLogin login) throws RtspException, InterruptedException {
        return RtspDescriber.describe(endpoint.uri(), login, Duration.ofSeconds(3));
    }

    static class Session implements CameraSession, Channel {
        static final StreamProfile MAIN =
                new StreamProfile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264, 0, 0);
        final URI uri;

        Session(URI uri) {
            this.uri = uri;
        }

        @Override
        public DeviceInfo device() {
            return DeviceInfo.UNKNOWN;
        }

        @Override
        public List<Channel> channels() {
            return List.of(this);
        }

        @Override
        public String id() {
            return "1";
        }

        @Override
        public List<StreamProfile> profiles() {
            return List.of(MAIN);
        }

        @Override
        public MediaSource source(StreamProfile profile) throws CameraException, InterruptedException {
            return new MediaSource.Pull(uri);
        }

        @Override
        public void close() {}
    }
}
