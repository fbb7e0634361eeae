package id.pantau.vendor.hikvision;

import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpException;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.onvif.http.DeviceStream;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** ISAPI at one device: documents read and written, failures told in the platform's words. Safe for several threads. */
final class Isapi {
    private static final String XML = "application/xml; charset=UTF-8";
    private static final int LARGEST_PICTURE = 4 << 20;

    private final DeviceHttp http;
    /** Devices make one picture at a time. */
    private final ReentrantLock camera = new ReentrantLock();

    Isapi(DeviceHttp http) {
        this.http = http;
    }

    XmlElement read(String path) throws CameraException, InterruptedException {
        try {
            return XmlReader.read(http.call(DeviceRequest.get(path)).body());
        } catch (XmlException e) {
            throw new CameraException(Kind.PROTOCOL, http + " GET " + path + ": " + e.getMessage(), e);
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    /** Empty when the device has no such thing, or this login no right to it. */
    Optional<XmlElement> readIfThere(String path) throws CameraException, InterruptedException {
        try {
            return Optional.of(read(path));
        } catch (CameraException e) {
            if (e.kind() == Kind.UNSUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void write(String path, String document) throws CameraException, InterruptedException {
        try {
            http.call(DeviceRequest.put(path, XML, document));
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    byte[] picture(String path) throws CameraException, InterruptedException {
        camera.lockInterruptibly();
        try {
            byte[] jpeg =
                    http.call(DeviceRequest.get(path).upTo(LARGEST_PICTURE)).body();
            if (jpeg.length < 2 || (jpeg[0] & 0xFF) != 0xFF || (jpeg[1] & 0xFF) != 0xD8) {
                throw new CameraException(Kind.PROTOCOL, http + " GET " + path + ": no JPEG picture");
            }
            return jpeg;
        } catch (DeviceHttpException e) {
            throw failure(e);
        } finally {
            camera.unlock();
        }
    }

    DeviceStream open(String path, Duration silence) throws CameraException, InterruptedException {
        try {
            return http.open(DeviceRequest.get(path), silence);
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    static CameraException failure(DeviceHttpException e) {
        String said = e.answer().map(Isapi::status).orElse("");
        if (said.equalsIgnoreCase("notActivated")) {
            return new CameraException(
                    Kind.UNSUPPORTED, e.getMessage() + ": it is not activated; give it its first password", e);
        }
        Kind kind = switch (e.kind()) {
            case UNREACHABLE, TIMEOUT -> Kind.UNREACHABLE;
            case UNAUTHORIZED -> Kind.UNAUTHORIZED;
            case LOGIN_UNSUPPORTED -> Kind.UNSUPPORTED;
            case STATUS -> kind(e.status());
            default -> Kind.PROTOCOL;
        };
        return new CameraException(kind, e.getMessage() + (said.isEmpty() ? "" : ": " + said), e);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 400, 403, 404, 405, 501 -> Kind.UNSUPPORTED;
            case 503 -> Kind.BUSY;
            default -> Kind.PROTOCOL;
        };
    }

    /** What a refusal says in ISAPI's words; the empty string when it says nothing that can be read. */
    static String status(DeviceAnswer answer) {
        try {
            XmlElement said = XmlReader.read(answer.body());
            if (said.text("lockStatus").equals("lock")) {
                return "the account is locked for " + word(said.text("unlockTime")) + " s";
            }
            return word(said.text("subStatusCode"));
        } catch (IOException e) {
            // the words of a refusal are a courtesy; its HTTP status stands without them
            return "";
        }
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_ ]{1,64}") ? text : "";
    }
}
