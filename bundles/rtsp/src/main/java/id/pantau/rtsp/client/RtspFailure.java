package id.pantau.rtsp.client;

import java.util.Objects;

/**
 * Why a pull or a question ended.
 *
 * @param message for technicians: what was asked and what came back; never holds credentials
 */
public record RtspFailure(Kind kind, String message) {
    public RtspFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    /** What kind of end it was, by what can be done about it. */
    public enum Kind {
        /** No connection, or it does not answer in time. */
        UNREACHABLE,
        /** The server wants a login and none was given, or refused the one that was sent. */
        UNAUTHORIZED,
        /** The server answers what the protocol does not allow, or refuses the request. */
        PROTOCOL,
        /** There is no video that this client can take. */
        UNSUPPORTED,
        /** It plays, but no complete picture arrives. */
        SILENT,
        /** The server ended the connection. */
        ENDED,
        /** The caller closed it. */
        CLOSED
    }
}
