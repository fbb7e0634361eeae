package id.pantau.onvif;

import java.util.Objects;

/** A device failed. The message names the device, the call and the reason, and never a password. */
public class OnvifException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and so what to do about it. */
    public enum Kind {
        /** Nothing answers there, or not in time. */
        UNREACHABLE,
        /** The device refused this login, or wants one. Trying again with the same one could lock the account. */
        UNAUTHORIZED,
        /** The login is right, but may not do this. */
        FORBIDDEN,
        /** The device does not have this. */
        UNSUPPORTED,
        /** The device answered with a fault that has no other kind. */
        FAULT,
        /** The device has no time for this now. */
        BUSY,
        /** The device answered what cannot be understood, or too much of it. */
        PROTOCOL
    }

    private final Kind kind;

    public OnvifException(Kind kind, String message) {
        super(message);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public OnvifException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}
