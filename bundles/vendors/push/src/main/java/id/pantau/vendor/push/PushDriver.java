package id.pantau.vendor.push;

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
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.spi.vendor.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Drives streams that are sent to this bundle: on loopback, one name as the path, and known by the {@code Server} header. */
@Component(property = "service.ranking:Integer=300")
@Vendor("push")
public final class PushDriver implements CameraDriver {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
    private static final String NOBODY = "nobody sends this stream now";
    private static final String NOT_MINE = "not the address of a pushed stream";
    private static final Map<RtspFailure.Kind, Kind> KINDS = Map.of(
            RtspFailure.Kind.UNREACHABLE, Kind.UNREACHABLE,
            RtspFailure.Kind.UNAUTHORIZED, Kind.UNAUTHORIZED);

    private final Predicate<URI> nobodySends;

    @Activate
    public PushDriver(@Reference Push push) {
        this(push::isDark);
    }

    /** @param nobodySends whether that is the address of a stream that nobody sends now, as far as is known here */
    PushDriver(Predicate<URI> nobodySends) {
        this.nobodySends = nobodySends;
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        if (!canBeMine(endpoint)) {
            return ProbeResult.NotMine.byAddress(NOT_MINE);
        }
        if (nobodySends.test(endpoint.uri())) {
            return new ProbeResult.Unreachable(NOBODY);
        }
        try {
            Description found = RtspDescriber.describe(endpoint.uri(), null, TIMEOUT);
            if (!found.server().equals(RtspAnswers.SERVER)) {
                return new ProbeResult.NotMine(NOT_MINE);
            }
            return found.needsLogin()
                    ? new ProbeResult.NeedsLogin(found.realm())
                    : new ProbeResult.Recognised(device(endpoint));
        } catch (RtspException e) {
            return e.failure().kind() == RtspFailure.Kind.UNREACHABLE
                    ? new ProbeResult.Unreachable(e.failure().message())
                    : new ProbeResult.NotMine(e.failure().message());
        }
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        if (!canBeMine(endpoint)) {
            throw new CameraException(Kind.UNSUPPORTED, NOT_MINE);
        }
        if (nobodySends.test(endpoint.uri())) {
            throw new CameraException(Kind.UNREACHABLE, NOBODY);
        }
        RtspLogin login = credentials.isNone() ? null : new RtspLogin(credentials.user(), credentials.password());
        try {
            Description found = RtspDescriber.describe(endpoint.uri(), login, TIMEOUT);
            if (found.needsLogin()) {
                throw new CameraException(Kind.UNAUTHORIZED, "the stream asks for a login");
            }
            return new PushSession(device(endpoint), profile(found), endpoint.uri());
        } catch (RtspException e) {
            throw new CameraException(
                    KINDS.getOrDefault(e.failure().kind(), Kind.PROTOCOL),
                    e.failure().message());
        }
    }

    private static boolean canBeMine(Endpoint endpoint) {
        String path = endpoint.uri().getPath();
        return endpoint.scheme().equals("rtsp")
                && HERE.contains(endpoint.host())
                && path != null
                && path.startsWith("/")
                && Keys.NAME.matcher(path.substring(1)).matches();
    }

    private static StreamProfile profile(Description found) throws CameraException {
        Description.Media video = found.medias().stream()
                .filter(media -> media.kind().equals("video"))
                .findFirst()
                .orElseThrow(() -> new CameraException(Kind.UNSUPPORTED, "the stream describes no video"));
        StreamProfile.Codec codec = switch (video.codec()) {
            case "H264" -> StreamProfile.Codec.H264;
            case "H265" -> StreamProfile.Codec.H265;
            default -> StreamProfile.Codec.UNKNOWN;
        };
        return new StreamProfile("main", StreamProfile.Kind.MAIN, codec, video.width(), video.height());
    }

    private static DeviceInfo device(Endpoint endpoint) {
        return new DeviceInfo("", "Pushed stream", endpoint.uri().getPath().substring(1));
    }
}
