package id.pantau.onvif.soap;

import id.pantau.onvif.OnvifException;
import id.pantau.onvif.OnvifException.Kind;
import id.pantau.onvif.OnvifOptions;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpException;
import id.pantau.onvif.http.DeviceHttpOptions;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.onvif.http.DeviceRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Carries envelopes, and pictures, over HTTP, with or without the login. Safe for several threads. */
final class SoapHttp {
    private static final int MAX_ANSWER = 2 << 20;
    /** A device has a port or two, and its calls two time-outs. */
    private static final int MAX_CLIENTS = 32;

    private final @Nullable DeviceLogin login;
    private final OnvifOptions options;
    private final Map<String, DeviceHttp> clients = new ConcurrentHashMap<>();

    /** @param loginGiven false when the device wants a login of a kind that is not given by HTTP */
    record Answer(int status, byte[] body, boolean loginGiven) {}

    SoapHttp(@Nullable DeviceLogin login, OnvifOptions options) {
        this.login = login;
        this.options = options;
    }

    /**
     * Sends one envelope.
     *
     * @param withLogin whether the login is given by HTTP when the device asks for it
     * @param patience that the answer may take beyond the usual
     * @param where begins the message of an exception
     */
    Answer post(URI service, byte[] envelope, String action, boolean withLogin, Duration patience, String where)
            throws OnvifException, InterruptedException {
        String type = "application/soap+xml; charset=utf-8; action=\"" + action + "\"";
        try {
            DeviceHttp http = client(service, patience);
            DeviceRequest request =
                    DeviceRequest.post(path(service), type, envelope).upTo(MAX_ANSWER);
            DeviceAnswer answer = withLogin ? http.call(request) : http.ask(request);
            return new Answer(answer.status(), answer.body(), withLogin);
        } catch (DeviceHttpException e) {
            boolean given = e.kind() != DeviceHttpException.Kind.LOGIN_UNSUPPORTED;
            DeviceAnswer answer = e.answer().orElseThrow(() -> failed(e, where));
            return new Answer(answer.status(), answer.body(), given);
        } catch (IllegalArgumentException e) {
            throw new OnvifException(Kind.PROTOCOL, where + ": its address cannot be asked: " + e.getMessage(), e);
        }
    }

    /** Gets what is there; the login is given when the device asks for it. */
    byte[] get(URI address, int longest, String where) throws OnvifException, InterruptedException {
        try {
            DeviceRequest request = DeviceRequest.get(path(address)).upTo(longest);
            return client(address, Duration.ZERO).call(request).body();
        } catch (DeviceHttpException e) {
            throw failed(e, where);
        } catch (IllegalArgumentException e) {
            throw new OnvifException(Kind.PROTOCOL, where + ": its address cannot be asked: " + e.getMessage(), e);
        }
    }

    private DeviceHttp client(URI address, Duration patience) {
        String place = address.getScheme() + "://" + address.getRawAuthority();
        if (clients.size() >= MAX_CLIENTS) {
            clients.clear();
        }
        return clients.computeIfAbsent(
                place + " " + patience,
                key -> new DeviceHttp(
                        URI.create(place),
                        login,
                        new DeviceHttpOptions(options.timeout().plus(patience), options.fingerprint(), false)));
    }

    private static String path(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    private static OnvifException failed(DeviceHttpException e, String where) {
        Kind kind = switch (e.kind()) {
            case UNREACHABLE, TIMEOUT -> Kind.UNREACHABLE;
            case UNAUTHORIZED, LOGIN_UNSUPPORTED -> Kind.UNAUTHORIZED;
            case STATUS -> kind(e.status());
            case TOO_LARGE, REDIRECTED, PROTOCOL -> Kind.PROTOCOL;
        };
        return new OnvifException(kind, where + ": " + e.getMessage(), e);
    }

    static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.UNSUPPORTED;
            case 503 -> Kind.BUSY;
            default -> Kind.PROTOCOL;
        };
    }
}
