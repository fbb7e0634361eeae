package id.pantau.vendor.rtsp;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.CertificatePins;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Drives any camera with an RTSP URL, and those whose HTTP address says that they send single pictures; a sub stream is
 * offered when a rule guesses it and it is really there.
 */
@Component(configurationPid = "id.pantau.vendor.rtsp", property = "service.ranking:Integer=0")
@Vendor("rtsp")
@Designate(ocd = RtspConfiguration.class)
public final class RtspDriver implements CameraDriver {
    private static final Map<RtspFailure.Kind, Kind> KINDS = Map.of(
            RtspFailure.Kind.UNREACHABLE, Kind.UNREACHABLE,
            RtspFailure.Kind.UNAUTHORIZED, Kind.UNAUTHORIZED,
            RtspFailure.Kind.UNSUPPORTED, Kind.UNSUPPORTED);

    private final Duration timeout;
    private final SubStreamRules rules;
    private final CertificatePins pins;
    private final PictureProbe pictures;

    @Activate
    public RtspDriver(RtspConfiguration configuration) {
        timeout = Duration.ofSeconds(configuration.timeoutSeconds());
        rules = new SubStreamRules(configuration.subStreams());
        pins = CertificatePins.parse(List.of(configuration.certificatePins()));
        pictures = new PictureProbe(timeout, pins);
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        Optional<URI> still = PictureProbe.address(endpoint);
        if (still.isPresent()) {
            return pictures.look(still.get(), null).map(RtspDriver::told).orElseGet(RtspDriver::recognised);
        }
        Optional<URI> address = RtspAddress.of(endpoint);
        if (address.isEmpty()) {
            return ProbeResult.NotMine.byAddress("not an RTSP address: " + endpoint.scheme() + "://");
        }
        try {
            Description found = RtspDescriber.describe(address.get(), null, timeout, pins.of(address.get()));
            return found.needsLogin()
                    ? new ProbeResult.NeedsLogin(found.realm())
                    : new ProbeResult.Recognised(new DeviceInfo("", found.server(), ""));
        } catch (RtspException e) {
            return told(e.failure());
        }
    }

    private static ProbeResult recognised() {
        return new ProbeResult.Recognised(new DeviceInfo("", "", ""));
    }

    private static ProbeResult told(RtspFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> new ProbeResult.Unreachable(failure.message());
            case UNAUTHORIZED -> new ProbeResult.NeedsLogin("");
            default -> new ProbeResult.NotMine(failure.message());
        };
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        RtspLogin login = credentials.isNone() ? null : new RtspLogin(credentials.user(), credentials.password());
        Optional<URI> still = PictureProbe.address(endpoint);
        if (still.isPresent()) {
            return openPictures(still.get(), login);
        }
        URI main = RtspAddress.of(endpoint)
                .orElseThrow(() -> new CameraException(Kind.UNSUPPORTED, "not an RTSP address"));
        Description found = describe(main, login);
        RtspSession session = new RtspSession(new DeviceInfo("", found.server(), ""))
                .with("main", StreamProfile.Kind.MAIN, main, video(found));
        Optional<URI> sub = rules.sub(main);
        return sub.isEmpty() ? session : withSub(session, sub.get(), login);
    }

    private RtspSession openPictures(URI address, @Nullable RtspLogin login)
            throws CameraException, InterruptedException {
        Optional<RtspFailure> failure = pictures.look(address, login);
        if (failure.isPresent()) {
            throw new CameraException(
                    KINDS.getOrDefault(failure.get().kind(), Kind.PROTOCOL),
                    failure.get().message());
        }
        return new RtspSession(new DeviceInfo("", "", ""))
                .with("main", StreamProfile.Kind.MAIN, address, new Description.Media("video", "JPEG", 0, 0));
    }

    /** The login is known to be right by now, so asking once more cannot lock the account. */
    private RtspSession withSub(RtspSession session, URI sub, @Nullable RtspLogin login) throws InterruptedException {
        try {
            return session.with("sub", StreamProfile.Kind.SUB, sub, video(describe(sub, login)));
        } catch (CameraException e) {
            // a guess that is wrong: the camera has no sub stream there
            return session;
        }
    }

    private Description describe(URI uri, @Nullable RtspLogin login) throws CameraException, InterruptedException {
        try {
            Description found = RtspDescriber.describe(uri, login, timeout, pins.of(uri));
            if (found.needsLogin()) {
                throw new CameraException(Kind.UNAUTHORIZED, "the camera asks for a login");
            }
            return found;
        } catch (RtspException e) {
            throw new CameraException(
                    KINDS.getOrDefault(e.failure().kind(), Kind.PROTOCOL),
                    e.failure().message());
        }
    }

    private static Description.Media video(Description found) throws CameraException {
        return found.medias().stream()
                .filter(media -> media.kind().equals("video"))
                .findFirst()
                .orElseThrow(() -> new CameraException(Kind.UNSUPPORTED, "the camera describes no video"));
    }
}
