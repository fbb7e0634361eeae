package id.pantau.rtsp.protocol;

/** What the other side sent is not what the protocol allows; the message names it. */
public final class RtspProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    public RtspProtocolException(String message) {
        super(message);
    }
}
