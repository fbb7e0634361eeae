package id.pantau.vendor.onvif;

import id.pantau.onvif.OnvifException;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;

/** Tells the platform what failed at a device. */
final class Failures {
    private Failures() {}

    /** What may fail at a device. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws OnvifException, CameraException, InterruptedException;
    }

    /** What gives nothing back. */
    @FunctionalInterface
    interface Command {
        void run() throws OnvifException, CameraException, InterruptedException;
    }

    static <T> T told(Call<T> call) throws CameraException, InterruptedException {
        try {
            return call.run();
        } catch (OnvifException e) {
            throw of(e);
        }
    }

    static void done(Command command) throws CameraException, InterruptedException {
        try {
            command.run();
        } catch (OnvifException e) {
            throw of(e);
        }
    }

    static CameraException of(OnvifException e) {
        Kind kind = switch (e.kind()) {
            case UNREACHABLE -> Kind.UNREACHABLE;
            case BUSY -> Kind.BUSY;
            case UNAUTHORIZED -> Kind.UNAUTHORIZED;
            case UNSUPPORTED, FORBIDDEN -> Kind.UNSUPPORTED;
            case FAULT, PROTOCOL -> Kind.PROTOCOL;
        };
        return new CameraException(kind, String.valueOf(e.getMessage()), e);
    }
}
