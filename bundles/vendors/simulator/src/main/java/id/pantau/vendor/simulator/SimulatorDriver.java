package id.pantau.vendor.simulator;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
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
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Drives the simulator's cameras, which it knows by their {@code Server} header. */
@Component(property = "service.ranking:Integer=100")
@Vendor("simulator")
public final class SimulatorDriver implements CameraDriver {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Pattern PATH = Pattern.compile("/\\d\\d/(main|sub)");
    private static final Map<RtspFailure.Kind, Kind> KINDS = Map.of(
            RtspFailure.Kind.UNREACHABLE, Kind.UNREACHABLE,
            RtspFailure.Kind.UNAUTHORIZED, Kind.UNAUTHORIZED);

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        if (!canBeMine(endpoint)) {
            return ProbeResult.NotMine.byAddress("not the address of a simulated camera");
        }
        try {
            Description found = RtspDescriber.describe(endpoint.uri(), null, TIMEOUT);
            if (!found.server().equals(SimulatedCamera.SERVER)) {
                return new ProbeResult.NotMine("not a simulated camera");
            }
            return found.needsLogin()
                    ? new ProbeResult.NeedsLogin(found.realm())
                    : new ProbeResult.Recognised(device(endpoint));
        } catch (RtspException e) {
            String because = e.failure().message();
            return e.failure().kind() == RtspFailure.Kind.UNREACHABLE
                    ? new ProbeResult.Unreachable(because)
                    : new ProbeResult.NotMine(because);
        }
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        if (!canBeMine(endpoint)) {
            throw new CameraException(Kind.UNSUPPORTED, "not the address of a simulated camera");
        }
        RtspLogin login = credentials.isNone() ? null : new RtspLogin(credentials.user(), credentials.password());
        URI main = stream(endpoint, SimulatedCamera.MAIN);
        URI sub = stream(endpoint, SimulatedCamera.SUB);
        try {
            Description described = RtspDescriber.describe(main, login, TIMEOUT);
            if (described.needsLogin()) {
                throw new CameraException(Kind.UNAUTHORIZED, "the camera asks for a login");
            }
            return new SimulatorSession(device(endpoint), main, sub);
        } catch (RtspException e) {
            throw new CameraException(
                    KINDS.getOrDefault(e.failure().kind(), Kind.PROTOCOL),
                    e.failure().message());
        }
    }

    private static boolean canBeMine(Endpoint endpoint) {
        String path = endpoint.uri().getPath();
        return endpoint.scheme().equals("rtsp")
                && path != null
                && PATH.matcher(path).matches();
    }

    private static URI stream(Endpoint endpoint, String name) {
        return endpoint.uri().resolve(name);
    }

    private static DeviceInfo device(Endpoint endpoint) {
        return new DeviceInfo(
                "Pantau", "Simulator", "SIM " + endpoint.uri().getPath().substring(1, 3));
    }
}
