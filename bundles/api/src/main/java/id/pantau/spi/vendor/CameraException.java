package id.pantau.spi.vendor;

import java.util.Objects;

/** A device failed. {@link Kind} tells the platform what to do; the message tells the operator, without secrets. */
public final class CameraException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and so whether it is worth trying again. */
    public enum Kind {
        UNREACHABLE(true),
        BUSY(true),
        PROTOCOL(true),
        /** The device refused this login. Trying again could lock the account. */
        UNAUTHORIZED(false),
        UNSUPPORTED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        public boolean retryable() {
            return retryable;
        }
    }

    private final Kind kind;

    public CameraException(Kind kind, String message) {
        super(message);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public CameraException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}
