package id.pantau.vendor.push;

import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import id.pantau.rtsp.protocol.SessionDescription;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who sends a stream by RTSP: ANNOUNCE with the key as the path, SETUP of each track over TCP, RECORD. */
final class RtspPublisher implements Connection.Side, RtspReader.Sink {
    private static final Duration LONGEST_PRELUDE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final int MOST_REQUEST_BYTES = 16 << 10;
    private static final int MOST_FRAME_BYTES = 4 + 0xFFFF;
    private static final String PUBLIC = "OPTIONS, ANNOUNCE, SETUP, RECORD, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final String NO_STREAM = "404 Not Found";
    private static final String NOT_NOW = "455 Method Not Valid in This State";
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})(?:-\\d{1,3})?");

    private final Publication.Protocol protocol;
    private final Connection connection;
    private final Publications publications;
    private final RtspReader reader = new RtspReader(this);
    private final long begun = System.nanoTime();
    private final String session =
            String.format(Locale.ROOT, "%016X", ThreadLocalRandom.current().nextLong());
    private final List<Track> tracks = new ArrayList<>();
    private final List<Track> waiting = new ArrayList<>();
    private String key = "";
    private @Nullable Track chosen;
    private int channel = -1;
    private @Nullable Publication publication;

    /** @param protocol as which it is listed */
    RtspPublisher(Publication.Protocol protocol, Connection connection, Publications publications) {
        this.protocol = protocol;
        this.connection = connection;
        this.publications = publications;
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
        try {
            reader.read(bytes);
        } catch (RtspProtocolException e) {
            // its message quotes the request, in which a key may be
            throw new IOException("what it sends is not RTSP");
        }
        if (publication != null) {
            publication.flush();
        }
    }

    @Override
    public int mostRemaining() {
        return key.isEmpty() ? MOST_REQUEST_BYTES : MOST_FRAME_BYTES;
    }

    @Override
    public void tick(long nanos) throws IOException {
        Publication sent = publication;
        if (sent == null && nanos - begun > LONGEST_PRELUDE.toNanos()) {
            throw new IOException("nothing is sent");
        }
        if (sent != null && sent.silence(nanos).compareTo(LONGEST_SILENCE) > 0) {
            throw new IOException("nothing is sent any more");
        }
    }

    @Override
    public void ended() {
        if (publication != null) {
            publications.end(publication, "the sender has left");
        }
    }

    @Override
    public void frame(int on, ByteBuffer bytes, int start, int length) {
        Publication sent = publication;
        if (sent == null || on != channel && on != channel + 1) {
            return;
        }
        ByteBuffer packet = bytes.duplicate().limit(start + length).position(start);
        if (on == channel) {
            sent.rtp(packet, System.nanoTime());
        } else {
            sent.rtcp(packet);
        }
    }

    @Override
    public void message(RtspMessage request) {
        if (request.isResponse() || connection.isClosing()) {
            return;
        }
        switch (RtspAnswers.method(request)) {
            case "OPTIONS" -> answer(request, "200 OK", "Public: " + PUBLIC + "\r\n");
            case "ANNOUNCE" -> announce(request);
            case "SETUP" -> setUp(request);
            case "RECORD" -> record(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> answer(request, "200 OK", "");
            case "TEARDOWN" -> last(request, "200 OK");
            default -> answer(request, "501 Not Implemented", "Public: " + PUBLIC + "\r\n");
        }
    }

    private void announce(RtspMessage request) {
        if (!key.isEmpty()) {
            answer(request, NOT_NOW, "");
            return;
        }
        String shown = RtspAnswers.path(request);
        if (publications.admit(shown, connection.peer()).isEmpty()) {
            last(request, NO_STREAM);
            return;
        }
        try {
            SessionDescription description = SessionDescription.parse(request.body());
            Track track = Video.choose(description);
            Video.of(track);
            chosen = track;
            tracks.addAll(description.tracks());
            waiting.addAll(description.tracks());
            key = shown;
            answer(request, "200 OK", "");
        } catch (RtspProtocolException e) {
            answer(request, "415 Unsupported Media Type", "Warning: 399 pantau \"" + quoted(e.getMessage()) + "\"\r\n");
            connection.closeWhenSent();
        }
    }

    private void setUp(RtspMessage request) {
        String transport = request.header("Transport").orElse("");
        if (key.isEmpty() || publication != null || waiting.isEmpty()) {
            answer(request, NOT_NOW, "");
            return;
        }
        if (!transport.toUpperCase(Locale.ROOT).contains("RTP/AVP/TCP")) {
            answer(request, "461 Unsupported Transport", "");
            return;
        }
        Track track = named(RtspAnswers.path(request));
        Matcher asked = INTERLEAVED.matcher(transport);
        int granted = asked.find() ? Integer.parseInt(asked.group(1)) : 2 * tracks.indexOf(track);
        if (granted > 254) {
            answer(request, "461 Unsupported Transport", "");
            return;
        }
        waiting.remove(track);
        if (track == chosen) {
            channel = granted;
        }
        String headers = "Transport: RTP/AVP/TCP;unicast;interleaved=" + granted + "-" + (granted + 1)
                + ";mode=record\r\nSession: " + session + ";timeout=30\r\n";
        answer(request, "200 OK", headers);
    }

    /** The track whose control attribute the path ends with, else the next one that is not set up yet. */
    private Track named(String path) {
        return waiting.stream()
                .filter(track -> !track.control().isEmpty() && path.endsWith("/" + lastPart(track.control())))
                .findFirst()
                .orElse(waiting.get(0));
    }

    private static String lastPart(String control) {
        return control.substring(control.lastIndexOf('/') + 1);
    }

    private void record(RtspMessage request) {
        Track track = chosen;
        if (channel < 0 || publication != null || track == null) {
            answer(request, NOT_NOW, "");
            return;
        }
        Optional<Publication> begins =
                publications.begin(key, protocol, connection.peer(), System.nanoTime(), connection::close);
        if (begins.isEmpty()) {
            last(request, "403 Forbidden");
            return;
        }
        publication = begins.get();
        answer(request, "200 OK", "Session: " + session + "\r\n");
        try {
            publications.described(publication, Video.of(track));
        } catch (RtspProtocolException e) {
            throw new IllegalStateException("what was announced was looked at", e);
        }
    }

    private void last(RtspMessage request, String status) {
        answer(request, status, "");
        connection.closeWhenSent();
    }

    private void answer(RtspMessage request, String status, String headers) {
        connection.send(RtspAnswers.answer(request, status, headers, ""));
    }

    private static String quoted(@Nullable String reason) {
        return String.valueOf(reason).replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
