package id.pantau.vendor.dialect;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.onvif.http.CertificatePins;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpException;
import id.pantau.onvif.http.DeviceHttpOptions;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How devices of one dialect are reached: over HTTP or HTTPS, at the endpoint's host and port. Immutable. */
public final class WebAccess {
    private final String dialect;
    private final Duration timeout;
    private final CertificatePins pins;

    /**
     * @param dialect its name, for messages
     * @param timeoutSeconds within which a call ends
     * @param certificatePins as {@link CertificatePins#parse} reads them
     */
    public WebAccess(String dialect, int timeoutSeconds, String... certificatePins) {
        this.dialect = dialect;
        this.timeout = Duration.ofSeconds(timeoutSeconds);
        this.pins = CertificatePins.parse(List.of(certificatePins));
    }

    /** What a stranger asks a device to recognise it. */
    @FunctionalInterface
    public interface Question {
        ProbeResult ask(DeviceHttp http) throws IOException, CameraException, InterruptedException;
    }

    /** Asks without a login; whatever goes wrong is an answer too. */
    public ProbeResult probe(Endpoint endpoint, Question question) throws InterruptedException {
        if (!isWeb(endpoint)) {
            return ProbeResult.NotMine.byAddress(notOverHttp(endpoint));
        }
        try {
            return question.ask(client(endpoint, null));
        } catch (DeviceHttpException e) {
            return e.kind() == DeviceHttpException.Kind.UNREACHABLE
                    ? new ProbeResult.Unreachable(String.valueOf(e.getMessage()))
                    : new ProbeResult.NotMine(String.valueOf(e.getMessage()));
        } catch (IOException | CameraException e) {
            return new ProbeResult.NotMine("its answer is not that of " + dialect + ": " + e.getMessage());
        }
    }

    /** @throws CameraException of kind UNSUPPORTED for an address that says that it is something else */
    public DeviceHttp http(Endpoint endpoint, Credentials credentials) throws CameraException {
        if (!isWeb(endpoint)) {
            throw new CameraException(Kind.UNSUPPORTED, notOverHttp(endpoint));
        }
        return client(endpoint, login(credentials));
    }

    /** {@code null} when there is none. */
    public static @Nullable DeviceLogin login(Credentials credentials) {
        return credentials.isNone() ? null : new DeviceLogin(credentials.user(), credentials.password());
    }

    public Duration timeout() {
        return timeout;
    }

    /** What the certificate of a device must be; empty for one that Java trusts. */
    public Optional<String> fingerprint(Endpoint endpoint) {
        return pins.of(address(endpoint));
    }

    /** Scheme, host and port of a device. */
    public static URI address(Endpoint endpoint) {
        String scheme = endpoint.scheme().isEmpty() ? "http" : endpoint.scheme();
        return URI.create(scheme + "://" + endpoint.uri().getRawAuthority());
    }

    private DeviceHttp client(Endpoint endpoint, @Nullable DeviceLogin login) {
        return new DeviceHttp(address(endpoint), login, new DeviceHttpOptions(timeout, fingerprint(endpoint), false));
    }

    private static boolean isWeb(Endpoint endpoint) {
        return endpoint.scheme().matches("(https?)?");
    }

    private String notOverHttp(Endpoint endpoint) {
        return dialect + " is asked over HTTP, not " + endpoint.scheme() + "://";
    }
}
