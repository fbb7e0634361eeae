package id.pantau.vendor.dahua;

import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpException;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.onvif.http.DeviceStream;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The CGI programs of one device; failures told in the platform's words. Safe for several threads. */
final class Cgi {
    private static final int LARGEST_PICTURE = 4 << 20;

    private final DeviceHttp http;
    /** Devices make one picture at a time, and refuse who asks beside it. */
    private final ReentrantLock camera = new ReentrantLock();

    Cgi(DeviceHttp http) {
        this.http = http;
    }

    /** A text as it may stand in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    CgiText read(String program) throws CameraException, InterruptedException {
        return CgiText.of(text(program));
    }

    /** Empty when the device has no such thing, or this login no right to it. */
    Optional<CgiText> readIfThere(String program) throws CameraException, InterruptedException {
        try {
            return Optional.of(read(program));
        } catch (CameraException e) {
            if (e.kind() == Kind.UNSUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Asks for something to be done; whatever is not agreed to in so many words was not done. */
    void tell(String program) throws CameraException, InterruptedException {
        if (!text(program).strip().equalsIgnoreCase("OK")) {
            throw new CameraException(Kind.UNSUPPORTED, http + " " + name(program) + ": it does not do that");
        }
    }

    private String text(String program) throws CameraException, InterruptedException {
        try {
            String text = http.call(DeviceRequest.get("/cgi-bin/" + program)).text();
            if (text.startsWith("Error")) {
                throw new CameraException(Kind.UNSUPPORTED, http + " " + name(program) + ": it answers Error");
            }
            return text;
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    byte[] picture(int channel) throws CameraException, InterruptedException {
        camera.lockInterruptibly();
        try {
            byte[] jpeg = http.call(DeviceRequest.get("/cgi-bin/snapshot.cgi?channel=" + channel)
                            .upTo(LARGEST_PICTURE))
                    .body();
            if (jpeg.length < 2 || (jpeg[0] & 0xFF) != 0xFF || (jpeg[1] & 0xFF) != 0xD8) {
                throw new CameraException(Kind.PROTOCOL, http + " snapshot.cgi: no JPEG picture");
            }
            return jpeg;
        } catch (DeviceHttpException e) {
            throw failure(e);
        } finally {
            camera.unlock();
        }
    }

    DeviceStream open(String program, Duration silence) throws CameraException, InterruptedException {
        try {
            return http.open(DeviceRequest.get("/cgi-bin/" + program), silence);
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    private static String name(String program) {
        return program.split("[?]", 2)[0];
    }

    private static CameraException failure(DeviceHttpException e) {
        Kind kind = switch (e.kind()) {
            case UNREACHABLE, TIMEOUT -> Kind.UNREACHABLE;
            case UNAUTHORIZED -> Kind.UNAUTHORIZED;
            case LOGIN_UNSUPPORTED -> Kind.UNSUPPORTED;
            case STATUS -> kind(e.status());
            default -> Kind.PROTOCOL;
        };
        return new CameraException(kind, String.valueOf(e.getMessage()), e);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 400, 403, 404, 405, 501 -> Kind.UNSUPPORTED;
            case 503 -> Kind.BUSY;
            default -> Kind.PROTOCOL;
        };
    }
}
