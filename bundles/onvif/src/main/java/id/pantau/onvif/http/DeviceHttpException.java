package id.pantau.onvif.http;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device did not do what was asked. The message names it, the call and the reason, and holds no secret. */
public final class DeviceHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Nobody answers, or the connection broke. */
        UNREACHABLE,
        /** It did not answer in time. */
        TIMEOUT,
        /** It refused the login, or wants one and there is none. */
        UNAUTHORIZED,
        /** It wants a login of a kind that is not given here. */
        LOGIN_UNSUPPORTED,
        /** It answers more than is let in. */
        TOO_LARGE,
        /** It answers with another address, to which nobody follows. */
        REDIRECTED,
        /** It answers with an HTTP status that is no success. */
        STATUS,
        /** What it answers is no HTTP, or there is no TLS with it. */
        PROTOCOL
    }

    private final Kind kind;
    private final transient @Nullable DeviceAnswer answer;

    public DeviceHttpException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    DeviceHttpException(Kind kind, String message, @Nullable Throwable cause, @Nullable DeviceAnswer answer) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.answer = answer;
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status, 0 when there was none. */
    public int status() {
        return answer == null ? 0 : answer.status();
    }

    /** What the device said, when it is of kind STATUS or UNAUTHORIZED. */
    public Optional<DeviceAnswer> answer() {
        return Optional.ofNullable(answer);
    }
}
