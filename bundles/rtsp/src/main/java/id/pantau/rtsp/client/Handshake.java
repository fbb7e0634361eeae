package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.ControlUri;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SessionDescription;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.protocol.SetupAnswer;
import id.pantau.rtsp.protocol.Texts;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a fresh connection to a playing stream: OPTIONS, DESCRIBE, SETUP of the first H.264 track (else H.265), PLAY. */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final int UNAUTHORIZED = 401;
    private static final int UNSUPPORTED_TRANSPORT = 461;

    private final RtspDialogue dialogue;
    private final String target;
    private String aggregate;
    private boolean getParameter;
    private @Nullable Track track;
    private @Nullable SetupAnswer setup;
    private boolean playing;

    Handshake(RtspDialogue dialogue, String target) {
        this.dialogue = dialogue;
        this.target = target;
        this.aggregate = target;
    }

    ByteBuffer begin() {
        return dialogue.ask("OPTIONS", target, Map.of());
    }

    /** @return what to send next; empty when there is nothing more to ask for */
    Optional<ByteBuffer> answered(RtspMessage answer) throws RtspException, RtspProtocolException {
        if (playing) {
            return answer.status() == UNAUTHORIZED ? keepAliveAgain(answer) : Optional.empty();
        }
        if (answer.status() == UNAUTHORIZED) {
            return Optional.of(dialogue.logIn(answer));
        }
        return switch (dialogue.method()) {
            case "OPTIONS" -> Optional.of(describe(answer));
            case "DESCRIBE" -> Optional.of(setUp(required(answer)));
            case "SETUP" -> Optional.of(play(required(answer)));
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

    /** Null before DESCRIBE is answered. */
    @Nullable
    Track track() {
        return track;
    }

    /** Null before SETUP is answered. */
    @Nullable
    SetupAnswer setup() {
        return setup;
    }

    ByteBuffer keepAlive() {
        return dialogue.ask(getParameter ? "GET_PARAMETER" : "OPTIONS", aggregate, Map.of());
    }

    ByteBuffer tearDown() {
        return dialogue.ask("TEARDOWN", aggregate, Map.of());
    }

    /** The nonce may have run out; whatever else a server holds against a keep-alive, it still sends pictures. */
    private Optional<ByteBuffer> keepAliveAgain(RtspMessage refusal) {
        try {
            return Optional.of(dialogue.logIn(refusal));
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

    private ByteBuffer setUp(RtspMessage answer) throws RtspException, RtspProtocolException {
        SessionDescription description = SessionDescription.parse(answer.body());
        Track video = videoOf(description);
        String base = ControlUri.base(answer, target);
        aggregate = ControlUri.resolve(base, description.control());
        track = video;
        return dialogue.ask(
                "SETUP",
                ControlUri.resolve(base, video.control()),
                Map.of("Transport", "RTP/AVP/TCP;unicast;interleaved=0-1"));
    }

    private ByteBuffer play(RtspMessage answer) throws RtspProtocolException {
        SetupAnswer granted = SetupAnswer.parse(answer);
        setup = granted;
        dialogue.session(granted.session());
        return dialogue.ask("PLAY", aggregate, Map.of("Range", "npt=0.000-"));
    }

    private static Track videoOf(SessionDescription description) throws RtspException {
        List<Track> videos = description.tracks().stream()
                .filter(t -> t.kind().equals("video"))
                .toList();
        return videos.stream()
                .filter(Handshake::isPlayable)
                .min(Comparator.comparing(Track::codec))
                .orElseThrow(() -> new RtspException(new RtspFailure(
                        RtspFailure.Kind.UNSUPPORTED,
                        videos.isEmpty() ? "the server offers no video" : "the server's video is " + names(videos))));
    }

    /** H.264 that is interleaved (RFC 6184, section 6.4) is not. */
    private static boolean isPlayable(Track track) {
        boolean interleaved =
                track.parameters().getOrDefault("packetization-mode", "0").equals("2");
        return track.codec().equals("H264") && !interleaved || track.codec().equals("H265");
    }

    private static String names(List<Track> videos) {
        return videos.stream()
                        .map(t -> t.codec().isEmpty() ? "of payload type " + t.payloadType() : Texts.shorten(t.codec()))
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ", neither H264 nor H265";
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
