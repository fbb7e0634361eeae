package ${package};

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpException;
import id.pantau.onvif.http.DeviceHttpOptions;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.spi.vendor.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Drives ${name} cameras, which say over HTTP who they are, behind Digest, and send their pictures by RTSP. */
@Component(property = "service.ranking:Integer=200")
@Vendor("${name}")
public final class ${className}Driver implements CameraDriver {
    private static final DeviceHttpOptions OPTIONS = DeviceHttpOptions.within(Duration.ofSeconds(3));
    private static final DeviceRequest IDENTITY = DeviceRequest.get("/device").upTo(4096);
    private static final Pattern TOLD = Pattern.compile("${name};([^;]{0,64});([^;]{0,64});([1-9]\\d{0,4})");

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        try {
            DeviceAnswer answer = http(endpoint, Credentials.NONE).ask(IDENTITY);
            return answer.realm().equals("${name}")
                    ? new ProbeResult.NeedsLogin(answer.realm())
                    : new ProbeResult.Recognised(read(endpoint, answer).device());
        } catch (DeviceHttpException e) {
            boolean nobody = e.kind() == DeviceHttpException.Kind.UNREACHABLE;
            return nobody ? new ProbeResult.Unreachable(e.getMessage()) : new ProbeResult.NotMine(e.getMessage());
        } catch (CameraException e) {
            return new ProbeResult.NotMine(e.getMessage());
        }
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        try {
            return read(endpoint, http(endpoint, credentials).call(IDENTITY));
        } catch (DeviceHttpException e) {
            Kind kind = switch (e.kind()) {
                case UNREACHABLE, TIMEOUT -> Kind.UNREACHABLE;
                case UNAUTHORIZED -> Kind.UNAUTHORIZED;
                case LOGIN_UNSUPPORTED -> Kind.UNSUPPORTED;
                default -> e.status() == 503 ? Kind.BUSY : Kind.PROTOCOL;
            };
            throw new CameraException(kind, e.getMessage(), e);
        }
    }

    private static DeviceHttp http(Endpoint endpoint, Credentials credentials) throws CameraException {
        if (!endpoint.scheme().matches("(http)?")) {
            throw new CameraException(Kind.UNSUPPORTED, "is asked over HTTP, not " + endpoint.scheme() + "://");
        }
        DeviceLogin login = credentials.isNone() ? null : new DeviceLogin(credentials.user(), credentials.password());
        return new DeviceHttp(URI.create("http://" + endpoint.uri().getRawAuthority()), login, OPTIONS);
    }

    private static Session read(Endpoint endpoint, DeviceAnswer answer) throws CameraException {
        Matcher told = TOLD.matcher(answer.text());
        if (!answer.isSuccess() || !told.matches() || Integer.parseInt(told.group(3)) > 65_535) {
            throw new CameraException(Kind.PROTOCOL, "does not answer as ${name} cameras do: " + answer);
        }
        URI stream = URI.create("rtsp://" + endpoint.uri().getHost() + ":" + told.group(3) + "/main");
        StreamProfile main = new StreamProfile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264, 0, 0);
        return new Session(new DeviceInfo("${name}", told.group(1), told.group(2)), "1", List.of(main), stream);
    }

    /** One camera and its only channel. It holds no connection, so there is nothing to log out of. */
    private record Session(DeviceInfo device, String id, List<StreamProfile> profiles, URI stream)
            implements CameraSession, Channel {
        @Override
        public List<Channel> channels() {
            return List.of(this);
        }

        @Override
        public MediaSource source(StreamProfile profile) {
            return new MediaSource.Pull(stream);
        }

        @Override
        public void close() {}
    }
}
