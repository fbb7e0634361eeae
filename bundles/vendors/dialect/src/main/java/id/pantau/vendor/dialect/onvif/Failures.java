package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.OnvifException;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;

/** Tells the platform what failed at a device's ONVIF services. */
public enum Failures {
    /** ONVIF is all that the device is asked by. */
    ALONE,
    /**
     * The login was good for the maker's own dialect. ONVIF's accounts may be others, so that its refusal says nothing about
     * that login: the platform must not take it for wrong, only this ability for missing.
     */
    BESIDE;

    /** What may fail at a device. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws OnvifException, CameraException, InterruptedException;
    }

    /** What gives nothing back. */
    @FunctionalInterface
    public interface Command {
        void run() throws OnvifException, CameraException, InterruptedException;
    }

    public <T> T told(Call<T> call) throws CameraException, InterruptedException {
        try {
            return call.run();
        } catch (OnvifException e) {
            throw of(e);
        }
    }

    public void done(Command command) throws CameraException, InterruptedException {
        try {
            command.run();
        } catch (OnvifException e) {
            throw of(e);
        }
    }

    public CameraException of(OnvifException e) {
        if (this == BESIDE && e.kind() == OnvifException.Kind.UNAUTHORIZED) {
            return new CameraException(
                    Kind.UNSUPPORTED,
                    e.getMessage() + "; its ONVIF service has accounts of its own: add one with this name and password",
                    e);
        }
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
