package id.pantau.vendor.dialect;

import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpException;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.onvif.http.DeviceStream;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** One device over HTTP; failures told in the platform's words. Safe for several threads. */
public final class HttpDevice {
    private final DeviceHttp http;
    private final Function<DeviceAnswer, Refusal> refusals;
    /** Devices make one picture at a time, and some refuse who asks beside it. */
    private final ReentrantLock camera = new ReentrantLock();

    /**
     * What a refusal says in the dialect's own words.
     *
     * @param words for the operator; empty when it says nothing that can be read
     * @param kind where the words say more than the HTTP status
     */
    public record Refusal(String words, Optional<Kind> kind) {
        public static final Refusal SILENT = new Refusal("", Optional.empty());

        public static Refusal of(String words) {
            return new Refusal(words, Optional.empty());
        }
    }

    /** What may fail at a device. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws CameraException, InterruptedException;
    }

    public HttpDevice(DeviceHttp http) {
        this(http, answer -> Refusal.SILENT);
    }

    /** @param refusals reads what a device says when it refuses */
    public HttpDevice(DeviceHttp http, Function<DeviceAnswer, Refusal> refusals) {
        this.http = http;
        this.refusals = refusals;
    }

    /** Asks, with the login where the device wants one; anything but a success is an exception. */
    public DeviceAnswer call(DeviceRequest request) throws CameraException, InterruptedException {
        try {
            return http.call(request);
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    /** @param silence after which a device that sends nothing is given up */
    public DeviceStream open(DeviceRequest request, Duration silence) throws CameraException, InterruptedException {
        try {
            return http.open(request, silence);
        } catch (DeviceHttpException e) {
            throw failure(e);
        }
    }

    /** A JPEG file of at most 4 MiB. */
    public byte[] picture(String path) throws CameraException, InterruptedException {
        camera.lockInterruptibly();
        try {
            return Jpeg.checked(call(DeviceRequest.get(path).upTo(Jpeg.LARGEST)).body(), this + " GET " + path);
        } finally {
            camera.unlock();
        }
    }

    /** Empty when the device has no such thing, or this login no right to it. */
    public static <T> Optional<T> ifThere(Call<T> call) throws CameraException, InterruptedException {
        try {
            return Optional.of(call.run());
        } catch (CameraException e) {
            if (e.kind() == Kind.UNSUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private CameraException failure(DeviceHttpException e) {
        Refusal refusal = e.answer().map(refusals).orElse(Refusal.SILENT);
        Kind kind = refusal.kind().orElseGet(() -> switch (e.kind()) {
            case UNREACHABLE, TIMEOUT -> Kind.UNREACHABLE;
            case UNAUTHORIZED -> Kind.UNAUTHORIZED;
            case LOGIN_UNSUPPORTED -> Kind.UNSUPPORTED;
            case STATUS -> kind(e.status());
            default -> Kind.PROTOCOL;
        });
        String words = refusal.words();
        return new CameraException(kind, e.getMessage() + (words.isEmpty() ? "" : ": " + words), e);
    }

    /** 599 is no standard's; devices that say it mean that they do not know what was asked for. */
    private static Kind kind(int status) {
        return switch (status) {
            case 400, 403, 404, 405, 501, 599 -> Kind.UNSUPPORTED;
            case 503 -> Kind.BUSY;
            default -> Kind.PROTOCOL;
        };
    }

    @Override
    public String toString() {
        return http.toString();
    }
}
