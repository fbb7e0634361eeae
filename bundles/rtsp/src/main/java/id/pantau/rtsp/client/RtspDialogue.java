package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.Authenticator;
import id.pantau.rtsp.protocol.RtspMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and their answers on one connection, one at a time, with the login where it is asked for. */
final class RtspDialogue {
    /** One attempt, and one more when the server's nonce had run out. */
    private static final int MOST_LOGINS = 2;

    private final String userAgent;
    private final @Nullable Authenticator authenticator;
    private int sequence;
    private String session = "";
    private Request pending = new Request("", "", Map.of());
    private boolean answered = true;
    private int logins;

    private record Request(String method, String uri, Map<String, String> headers) {}

    RtspDialogue(String userAgent, @Nullable RtspLogin login) {
        this.userAgent = userAgent;
        this.authenticator = login == null ? null : new Authenticator(login.user(), login.password());
    }

    /** The bytes of a request; its answer is awaited from now on. */
    ByteBuffer ask(String method, String uri, Map<String, String> headers) {
        pending = new Request(method, uri, headers);
        answered = false;
        logins = 0;
        return bytes(pending);
    }

    /** Which method was asked for last. */
    String method() {
        return pending.method();
    }

    /** Names the session in every further request. */
    void session(String id) {
        session = id;
    }

    /** Whether this is the final answer to what was asked for last; late and provisional answers are not. */
    boolean isAnswered(RtspMessage response) {
        String number = response.header("CSeq").orElse(Integer.toString(sequence));
        if (answered || response.status() < 200 || !number.equals(Integer.toString(sequence))) {
            return false;
        }
        answered = true;
        return true;
    }

    /**
     * The request once more, with a login.
     *
     * @param refusal a 401
     * @throws RtspException when there is no login, or it was refused
     */
    ByteBuffer logIn(RtspMessage refusal) throws RtspException {
        if (authenticator == null) {
            throw unauthorized("wants a login, and there is none");
        }
        if (++logins > MOST_LOGINS) {
            throw unauthorized("calls every login stale");
        }
        Authenticator.Verdict verdict = authenticator.challenged(refusal.headers("WWW-Authenticate"));
        if (verdict == Authenticator.Verdict.REFUSED) {
            throw unauthorized("refuses the login");
        }
        if (verdict == Authenticator.Verdict.UNKNOWN_SCHEME) {
            throw unauthorized("wants a login in a way that is not known here");
        }
        answered = false;
        return bytes(pending);
    }

    private RtspException unauthorized(String what) {
        return new RtspException(
                new RtspFailure(RtspFailure.Kind.UNAUTHORIZED, pending.method() + ": the server " + what));
    }

    private ByteBuffer bytes(Request request) {
        StringBuilder text = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.uri())
                .append(" RTSP/1.0\r\nCSeq: ")
                .append(++sequence)
                .append("\r\nUser-Agent: ")
                .append(userAgent)
                .append("\r\n");
        if (!session.isEmpty()) {
            text.append("Session: ").append(session).append("\r\n");
        }
        if (authenticator != null) {
            authenticator
                    .header(request.method(), request.uri())
                    .ifPresent(value ->
                            text.append("Authorization: ").append(value).append("\r\n"));
        }
        request.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }
}
