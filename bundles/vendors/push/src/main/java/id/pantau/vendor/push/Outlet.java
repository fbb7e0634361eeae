package id.pantau.vendor.push;

import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a stream, on loopback: plain RTSP, interleaved. To a reader that is too slow nothing is sent until the next key
 * picture. On the loop's thread only.
 */
final class Outlet implements Connection.Side, RtspReader.Sink {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);
    private static final int MOST_REQUEST_BYTES = 16 << 10;
    private static final int MOST_PENDING_BYTES = 8 << 20;
    private static final String PUBLIC = "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN";
    private static final String TRACK = "/trackID=1";

    private final Connection connection;
    private final Publications publications;
    private final RtspReader reader = new RtspReader(this);
    private final String session =
            String.format(Locale.ROOT, "%016X", ThreadLocalRandom.current().nextLong());
    private long heard = System.nanoTime();
    private @Nullable Publication setUp;
    private boolean playing;
    private boolean waitsForKey = true;

    Outlet(Connection connection, Publications publications) {
        this.connection = connection;
        this.publications = publications;
    }

    /** @param key whether a key picture begins with it */
    void rtp(ByteBuffer frame, boolean key) {
        if (connection.pendingBytes() + frame.remaining() > MOST_PENDING_BYTES) {
            waitsForKey = true;
            return;
        }
        waitsForKey &= !key || connection.pendingBytes() > MOST_PENDING_BYTES / 2;
        if (!waitsForKey) {
            connection.queue(frame);
        }
    }

    void rtcp(ByteBuffer frame) {
        if (!waitsForKey) {
            connection.queue(frame);
        }
    }

    void flush() {
        connection.flush();
    }

    /** The stream has ended. */
    void end() {
        connection.close();
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
        heard = System.nanoTime();
        try {
            reader.read(bytes);
        } catch (RtspProtocolException e) {
            throw new IOException("what it sends is not RTSP", e);
        }
    }

    @Override
    public int mostRemaining() {
        return MOST_REQUEST_BYTES;
    }

    @Override
    public void tick(long nanos) throws IOException {
        if (nanos - heard > LONGEST_SILENCE.toNanos()) {
            throw new IOException("the reader is silent");
        }
    }

    @Override
    public void ended() {
        if (setUp != null) {
            setUp.leave(this);
        }
    }

    /** Its reports of what it received. */
    @Override
    public void frame(int channel, ByteBuffer bytes, int start, int length) {}

    @Override
    public void message(RtspMessage request) {
        if (request.isResponse() || connection.isClosing()) {
            return;
        }
        switch (RtspAnswers.method(request)) {
            case "OPTIONS" -> answer(request, "200 OK", "Public: " + PUBLIC + "\r\n", "");
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setUp(request);
            case "PLAY" -> play(request);
            case "GET_PARAMETER" -> answer(request, "200 OK", sessionHeader(), "");
            case "TEARDOWN" -> {
                answer(request, "200 OK", "", "");
                connection.closeWhenSent();
            }
            default -> answer(request, "501 Not Implemented", "Public: " + PUBLIC + "\r\n", "");
        }
    }

    /** A stream that nobody sends is like a camera without power: the line is dead. */
    private void describe(RtspMessage request) {
        Optional<Video> video = found(request).flatMap(Publication::video);
        if (video.isEmpty()) {
            connection.close();
            return;
        }
        String uri = request.startLine().split(" ", 3)[1];
        String headers =
                "Content-Base: " + (uri.endsWith("/") ? uri : uri + "/") + "\r\nContent-Type: application/sdp\r\n";
        answer(request, "200 OK", headers, video.get().description());
    }

    private void setUp(RtspMessage request) {
        Optional<Publication> asked =
                found(request).filter(stream -> stream.video().isPresent());
        String transport = request.header("Transport").orElse("").toUpperCase(Locale.ROOT);
        if (setUp != null) {
            answer(request, "455 Method Not Valid in This State", "", "");
        } else if (asked.isEmpty()) {
            connection.close();
        } else if (!transport.contains("RTP/AVP/TCP")) {
            answer(request, "461 Unsupported Transport", "", "");
        } else {
            setUp = asked.get();
            String granted = "RTP/AVP/TCP;unicast;interleaved=" + Publication.RTP + "-" + Publication.RTCP;
            answer(request, "200 OK", "Transport: " + granted + "\r\n" + sessionHeader(), "");
        }
    }

    private void play(RtspMessage request) {
        Publication stream = setUp;
        if (stream == null) {
            answer(request, "455 Method Not Valid in This State", "", "");
            return;
        }
        answer(request, "200 OK", "Range: npt=now-\r\n" + sessionHeader(), "");
        if (!playing && !stream.join(this)) {
            connection.closeWhenSent();
        }
        playing = true;
    }

    private Optional<Publication> found(RtspMessage request) {
        String path = RtspAnswers.path(request);
        return publications.find(path.endsWith(TRACK) ? path.substring(0, path.length() - TRACK.length()) : path);
    }

    private String sessionHeader() {
        return "Session: " + session + ";timeout=60\r\n";
    }

    private void answer(RtspMessage request, String status, String headers, String body) {
        connection.send(RtspAnswers.answer(request, status, headers, body));
    }
}
