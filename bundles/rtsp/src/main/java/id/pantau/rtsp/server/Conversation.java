package id.pantau.rtsp.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one client asks and is answered (RFC 2326). On the loop's thread only. */
final class Conversation {
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final String PUBLIC = "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int GARBAGE_BYTES = 512;

    private final RtspServer server;
    private final Connection connection;
    private final Challenge challenge = new Challenge();
    private final String session =
            String.format(Locale.ROOT, "%08X", ThreadLocalRandom.current().nextInt());
    private @Nullable Mount mount;
    private @Nullable Player player;
    private boolean hung;

    Conversation(RtspServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    @Nullable
    Mount mount() {
        return mount;
    }

    void end() {
        if (player != null) {
            player.stop();
        }
        player = null;
    }

    void answer(Request request) {
        server.requested(request.method());
        Mount asked = server.find(request.path());
        if (asked != null) {
            mount = asked;
            if (request.method().equals("DESCRIBE")) {
                asked.described();
            }
        }
        Fault fault = mount == null ? Fault.NONE : mount.fault();
        if (hung) {
            return;
        }
        if (fault == Fault.GARBAGE) {
            connection.send(garbage());
        } else if (fault == Fault.REFUSE) {
            respond(request, "503 Service Unavailable", "");
        } else if (mayPass(request, asked, fault)) {
            dispatch(request, asked);
        }
    }

    /** Says nothing more, whatever is asked. */
    void hang() {
        hung = true;
    }

    private void dispatch(Request request, @Nullable Mount asked) {
        switch (request.method()) {
            case "OPTIONS" -> respond(request, "200 OK", "Public: " + PUBLIC + "\r\n");
            case "DESCRIBE" -> {
                if (asked == null) {
                    respond(request, "404 Not Found", "");
                } else {
                    describe(request, asked);
                }
            }
            case "SETUP" -> {
                if (asked == null) {
                    respond(request, "404 Not Found", "");
                } else {
                    setup(request, asked);
                }
            }
            case "PLAY" -> play(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> respond(request, "200 OK", sessionHeader());
            case "TEARDOWN" -> {
                end();
                respond(request, "200 OK", "");
                connection.closeWhenSent();
            }
            default -> respond(request, "501 Not Implemented", "Public: " + PUBLIC + "\r\n");
        }
    }

    /** OPTIONS is free, as with most cameras; all else is checked against the login of the mount. */
    private boolean mayPass(Request request, @Nullable Mount asked, Fault fault) {
        String authorization = request.header("Authorization");
        ServerLogin login = asked == null ? null : asked.login();
        if (fault == Fault.PASSWORD && login == null) {
            login = ServerLogin.digest("", "");
        }
        if (login == null || request.method().equals("OPTIONS")) {
            if (!authorization.isEmpty()) {
                server.loggedIn(true);
            }
            return true;
        }
        Challenge.Verdict verdict = authorization.isEmpty() || fault == Fault.PASSWORD
                ? Challenge.Verdict.REFUSED
                : challenge.check(login, request.method(), authorization);
        if (!authorization.isEmpty()) {
            server.loggedIn(verdict != Challenge.Verdict.REFUSED);
        }
        if (verdict == Challenge.Verdict.GRANTED) {
            return true;
        }
        String header = challenge.header(login, verdict == Challenge.Verdict.STALE);
        respond(request, "401 Unauthorized", "WWW-Authenticate: " + header + "\r\n");
        return false;
    }

    private void describe(Request request, Mount asked) {
        String accept = request.header("Accept");
        if (!accept.isEmpty() && !accept.contains("application/sdp") && !accept.contains("*/*")) {
            respond(request, "406 Not Acceptable", "");
            return;
        }
        String host = server.address().getAddress().getHostAddress();
        byte[] sdp = Sdp.of(asked.currentClip(), host).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = head(
                request,
                "200 OK",
                "Content-Base: " + server.uri(asked.path()) + "/\r\nContent-Type: application/sdp\r\nContent-Length: "
                        + sdp.length + "\r\n");
        connection.send(ByteBuffer.allocate(answer.remaining() + sdp.length)
                .put(answer)
                .put(sdp)
                .flip());
    }

    private void setup(Request request, Mount asked) {
        String transport = request.header("Transport");
        if (player != null) {
            respond(request, "455 Method Not Valid in This State", "");
            return;
        }
        if (!transport.toUpperCase(Locale.ROOT).contains("RTP/AVP/TCP")) {
            respond(request, "461 Unsupported Transport", "");
            return;
        }
        Matcher matcher = INTERLEAVED.matcher(transport);
        int channel = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        if (channel > 254) {
            respond(request, "461 Unsupported Transport", "");
            return;
        }
        player = new Player(server, connection, this, asked, channel);
        respond(
                request,
                "200 OK",
                "Transport: RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1) + ";ssrc="
                        + String.format(Locale.ROOT, "%08X", player.ssrc()) + "\r\n" + sessionHeader());
    }

    private void play(Request request) {
        Player ready = player;
        if (ready == null || !request.header("Session").startsWith(session)) {
            respond(request, "454 Session Not Found", "");
            return;
        }
        String url = server.uri(ready.mount().path()) + Sdp.TRACK;
        respond(
                request,
                "200 OK",
                "RTP-Info: url=" + url + ";seq=" + ready.nextSequence() + ";rtptime="
                        + Integer.toUnsignedString(ready.nextTimestamp()) + "\r\nRange: npt=now-\r\n"
                        + sessionHeader());
        ready.start();
    }

    private String sessionHeader() {
        long seconds = Math.max(1, server.sessionTimeoutNanos() / 1_000_000_000L);
        return "Session: " + session + ";timeout=" + seconds + "\r\n";
    }

    private void respond(Request request, String status, String headers) {
        connection.send(head(request, status, headers));
    }

    private ByteBuffer head(Request request, String status, String headers) {
        String cseq = request.header("CSeq");
        String text = "RTSP/1.0 " + status + "\r\n" + (cseq.isEmpty() ? "" : "CSeq: " + cseq + "\r\n") + "Server: "
                + server.name() + "\r\n" + headers + "\r\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer garbage() {
        byte[] bytes = new byte[GARBAGE_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        // neither an RTSP answer nor an interleaved packet, however the rest falls
        bytes[0] = '\\';
        bytes[GARBAGE_BYTES - 4] = '\r';
        bytes[GARBAGE_BYTES - 3] = '\n';
        bytes[GARBAGE_BYTES - 2] = '\r';
        bytes[GARBAGE_BYTES - 1] = '\n';
        return ByteBuffer.wrap(bytes);
    }
}
