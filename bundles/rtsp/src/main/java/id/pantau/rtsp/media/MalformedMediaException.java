package id.pantau.rtsp.media;

/** Bytes that are not what they should be; the message says which and why. */
public final class MalformedMediaException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedMediaException(String message) {
        super(message);
    }
}
