package id.pantau.rtsp.client;

import id.pantau.rtsp.client.PullOptions.Transport;
import id.pantau.rtsp.protocol.ControlUri;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SessionDescription;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.protocol.SetupAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a fresh connection to a playing stream: OPTIONS, DESCRIBE, SETUP of each track, PLAY. */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final int UNAUTHORIZED = 401;
    private static final int UNSUPPORTED_TRANSPORT = 461;

    private final RtspDialogue dialogue;
    private final String target;
    private final PullOptions options;
    private final Ports ports;
    private final List<Granted> granted = new ArrayList<>();
    private List<Track> wanted = List.of();
    private String base;
    private String control = "";
    private boolean datagrams;
    private boolean getParameter;
    private boolean playing;

    /** A track that the server has set up. */
    record Granted(Track track, SetupAnswer setup) {}

    /** Opens ports for datagrams. */
    interface Ports {
        /** Two neighbours, as in a Transport header. */
        String open() throws IOException;
    }

    Handshake(RtspDialogue dialogue, String target, PullOptions options, Ports ports) {
        this.dialogue = dialogue;
        this.target = target;
        this.options = options;
        this.ports = ports;
        this.base = target;
        this.datagrams = options.transport() == Transport.UDP;
    }

    ByteBuffer begin() {
        return dialogue.ask("OPTIONS", target, Map.of());
    }

    /** @return what to send next; empty when there is nothing more to ask for */
    Optional<ByteBuffer> answered(RtspMessage answer) throws RtspException, RtspProtocolException {
        if (playing) {
            return keptAlive(answer);
        }
        if (answer.status() == UNAUTHORIZED) {
            return Optional.of(dialogue.logIn(answer));
        }
        return switch (dialogue.method()) {
            case "OPTIONS" -> Optional.of(describe(answer));
            case "DESCRIBE" -> Optional.of(described(required(answer)));
            case "SETUP" -> Optional.of(wasSetUp(answer));
            default -> {
                required(answer);
                playing = true;
                yield Optional.empty();
            }
        };
    }

    boolean isPlaying() {
        return playing;
    }

    /** In the order set up; empty before SETUP is answered. */
    List<Granted> granted() {
        return granted;
    }

    /** Whether packets come as datagrams, which a server may have refused. */
    boolean isByDatagrams() {
        return datagrams;
    }

    ByteBuffer keepAlive() throws RtspProtocolException {
        return dialogue.ask(getParameter ? "GET_PARAMETER" : "OPTIONS", aggregate(), Map.of());
    }

    ByteBuffer tearDown() throws RtspProtocolException {
        return dialogue.ask("TEARDOWN", aggregate(), Map.of());
    }

    /** The nonce may have run out; whatever else a server holds against a keep-alive, it still sends pictures. */
    private Optional<ByteBuffer> keptAlive(RtspMessage answer) {
        if (answer.status() != UNAUTHORIZED) {
            getParameter &= answer.isSuccess();
            return Optional.empty();
        }
        try {
            return Optional.of(dialogue.logIn(answer));
        } catch (RtspException e) {
            LOG.debug("a keep-alive was refused: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A server without OPTIONS is none the worse. */
    private ByteBuffer describe(RtspMessage answer) {
        getParameter = answer.isSuccess()
                && answer.headers("Public").stream().anyMatch(methods -> methods.contains("GET_PARAMETER"));
        return dialogue.ask("DESCRIBE", target, Map.of("Accept", "application/sdp"));
    }

    private ByteBuffer described(RtspMessage answer) throws RtspException, RtspProtocolException {
        SessionDescription description = SessionDescription.parse(answer.body());
        wanted = TrackChoice.of(description, options);
        base = ControlUri.base(answer, target);
        control = description.control();
        return setUp();
    }

    private ByteBuffer setUp() throws RtspException, RtspProtocolException {
        Track track = wanted.get(granted.size());
        String transport = datagrams
                ? "RTP/AVP;unicast;client_port=" + openPorts()
                : "RTP/AVP/TCP;unicast;interleaved=" + channel() + "-" + (channel() + 1);
        return dialogue.ask("SETUP", ControlUri.resolve(base, track.control()), Map.of("Transport", transport));
    }

    private int channel() {
        return 2 * granted.size();
    }

    private ByteBuffer wasSetUp(RtspMessage answer) throws RtspException, RtspProtocolException {
        boolean first = granted.isEmpty();
        if (!answer.isSuccess() && !first) {
            wanted = wanted.subList(0, granted.size());
        } else if (answer.status() == UNSUPPORTED_TRANSPORT && datagrams) {
            datagrams = false;
            return setUp();
        } else if (!answer.isSuccess() && !base.equals(target) && answer.status() != UNSUPPORTED_TRANSPORT) {
            base = target;
            return setUp();
        } else {
            SetupAnswer setup = SetupAnswer.parse(required(answer), datagrams ? -1 : channel());
            dialogue.session(setup.session());
            granted.add(new Granted(wanted.get(granted.size()), setup));
        }
        return granted.size() < wanted.size()
                ? setUp()
                : dialogue.ask("PLAY", aggregate(), Map.of("Range", "npt=0.000-"));
    }

    private String aggregate() throws RtspProtocolException {
        return ControlUri.resolve(base, control);
    }

    private String openPorts() throws RtspException {
        try {
            return ports.open();
        } catch (IOException e) {
            throw new RtspException(
                    new RtspFailure(RtspFailure.Kind.UNREACHABLE, "no ports for datagrams: " + e.getMessage()));
        }
    }

    private RtspMessage required(RtspMessage answer) throws RtspException {
        if (answer.isSuccess()) {
            return answer;
        }
        RtspFailure.Kind kind =
                answer.status() == UNSUPPORTED_TRANSPORT ? RtspFailure.Kind.UNSUPPORTED : RtspFailure.Kind.PROTOCOL;
        throw new RtspException(new RtspFailure(kind, dialogue.method() + " was answered: " + answer.outcome()));
    }
}
