package id.pantau.rtsp.client;

/** A question that was not answered; {@link #failure()} says why. */
public final class RtspException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RtspFailure failure;

    public RtspException(RtspFailure failure) {
        super(failure.kind() + ": " + failure.message());
        this.failure = failure;
    }

    public RtspFailure failure() {
        return failure;
    }
}
