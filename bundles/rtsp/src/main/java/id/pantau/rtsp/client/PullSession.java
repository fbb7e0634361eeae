package id.pantau.rtsp.client;

import id.pantau.rtsp.client.Handshake.Granted;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pull, from the name look-up to the last word. Lives on one event loop; only {@link #close} is for any thread. */
final class PullSession implements RtspPull, EventLoop.Session, EventLoop.Served, Link.Handler, RtspReader.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(PullSession.class);
    private static final long REPORT_INTERVAL = Duration.ofSeconds(5).toNanos();
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration LONGEST_WITHOUT_KEY = Duration.ofSeconds(30);
    /** However long a server says that it waits: what lies between may forget a silent connection sooner. */
    private static final long LONGEST_SILENCE_SECONDS = 30;

    private final EventLoop loop;
    private final RtspClientOptions options;
    private final PullOptions pullOptions;
    private final Executor helpers;
    private final Clock clock;
    private final RtspReader reader = new RtspReader(this);
    private final Guard guard = new Guard(this::failed, this::end);
    private final Progress progress;
    private final RtspDialogue dialogue;
    private final Telling telling;
    private final Tracks tracks;
    private @Nullable Target target;
    private @Nullable Link link;
    private @Nullable Handshake handshake;
    private @Nullable Datagrams datagrams;
    private Instant arrival = Instant.EPOCH;
    private long deadline;
    private long nextKeepAlive;
    private long keepAliveInterval;
    private long nextReport;
    private boolean ended;

    PullSession(
            EventLoop loop,
            RtspClientOptions options,
            PullOptions pullOptions,
            @Nullable RtspLogin login,
            PullListener listener,
            Executor helpers,
            Clock clock) {
        this.loop = loop;
        this.options = options;
        this.pullOptions = pullOptions;
        this.helpers = helpers;
        this.clock = clock;
        this.dialogue = new RtspDialogue(options.userAgent(), login);
        this.progress = new Progress(options.silence(), LONGEST_WITHOUT_KEY);
        this.telling = new Telling(listener, progress, failure -> end(RtspFailure.Kind.ENDED, failure));
        this.tracks = new Tracks(pullOptions, telling);
    }

    void start(URI uri, NameResolver names) {
        loop.add(this);
        deadline = System.nanoTime() + options.connectTimeout().toNanos();
        try {
            Target where = Target.of(uri);
            target = where;
            names.resolve(where.host())
                    .whenComplete((address, failure) -> loop.execute(() -> resolved(where, address, failure)));
        } catch (RtspException e) {
            end(e.failure());
        }
    }

    @Override
    public void close() {
        loop.execute(() -> end(RtspFailure.Kind.CLOSED, "closed by the caller"));
    }

    @Override
    public boolean serve(ByteBuffer shared) {
        Link current = link;
        return current != null && guard.run(() -> current.serve(shared));
    }

    @Override
    public void tick(long now) {
        if (ended) {
            if (now >= deadline) {
                release();
            }
        } else if (handshake == null || !handshake.isPlaying()) {
            if (now >= deadline) {
                end(RtspFailure.Kind.UNREACHABLE, "no answer in time to " + awaited());
            }
        } else if (progress.isOverdue(now)) {
            end(RtspFailure.Kind.SILENT, progress.complaint());
        } else if (now >= nextKeepAlive) {
            nextKeepAlive = now + keepAliveInterval;
            Handshake current = handshake;
            guard.run(() -> {
                send(current.keepAlive());
                return true;
            });
        } else {
            report(now);
        }
    }

    /** RFC 3550, section 6.2: some servers end a session that nobody reports on. */
    private void report(long now) {
        Datagrams byDatagram = datagrams;
        if (byDatagram != null) {
            byDatagram.tick(now);
        }
        if (now < nextReport) {
            return;
        }
        nextReport = now + REPORT_INTERVAL;
        Optional<ByteBuffer> report = tracks.report(clock.instant());
        if (report.isEmpty()) {
            return;
        }
        if (byDatagram != null) {
            byDatagram.report(report.get());
        } else {
            ByteBuffer packet = report.get();
            send(ByteBuffer.allocate(4 + packet.remaining())
                    .put((byte) '$')
                    .put((byte) tracks.reportChannel())
                    .putShort((short) packet.remaining())
                    .put(packet)
                    .flip());
        }
    }

    @Override
    public void failed(IOException e) {
        boolean connected = handshake != null;
        end(
                connected ? RtspFailure.Kind.ENDED : RtspFailure.Kind.UNREACHABLE,
                (connected ? "the connection broke: " : "no connection to " + place() + ": ") + e.getMessage());
    }

    @Override
    public void connected() {
        Target where = target;
        if (where != null) {
            Handshake begun = new Handshake(dialogue, where.name(), pullOptions, this::openPorts);
            handshake = begun;
            ask(begun.begin());
        }
    }

    @Override
    public void received(ByteBuffer bytes) throws RtspProtocolException {
        if (ended) {
            bytes.position(bytes.limit());
            return;
        }
        arrival = clock.instant();
        reader.read(bytes);
    }

    @Override
    public void ended() {
        if (ended) {
            release();
            return;
        }
        end(RtspFailure.Kind.ENDED, "the server ended the connection " + (isPlaying() ? "" : "before " + awaited()));
    }

    @Override
    public void message(RtspMessage message) throws RtspProtocolException {
        Handshake current = handshake;
        if (ended || current == null) {
            return;
        }
        if (!message.isResponse()) {
            reply(message);
            return;
        }
        if (!dialogue.isAnswered(message)) {
            return;
        }
        boolean wasPlaying = current.isPlaying();
        try {
            current.answered(message).ifPresent(this::ask);
        } catch (RtspException e) {
            end(e.failure());
            return;
        }
        granted(current);
        if (current.isPlaying() && !wasPlaying) {
            play();
        }
    }

    @Override
    public void frame(int channel, ByteBuffer bytes, int start, int length) {
        if (!ended) {
            tracks.frame(channel, bytes, start, length, arrival);
        }
    }

    private void resolved(Target where, @Nullable InetAddress address, @Nullable Throwable failure) {
        if (ended) {
            return;
        }
        if (address == null) {
            end(
                    RtspFailure.Kind.UNREACHABLE,
                    "the name " + where.host() + " cannot be looked up"
                            + (failure == null ? "" : ": " + failure.getMessage()));
            return;
        }
        try {
            InetSocketAddress there = new InetSocketAddress(address, where.port());
            Runnable goOn = () -> loop.execute(this::advance);
            link = Link.connect(loop.selector(), there, where.wires(pullOptions.pin(), helpers, goOn), this);
        } catch (IOException | RuntimeException e) {
            end(RtspFailure.Kind.UNREACHABLE, "no connection to " + place() + ": " + e.getMessage());
        }
    }

    private void advance() {
        Link current = link;
        if (current != null && !ended) {
            guard.run(() -> {
                current.advance();
                return true;
            });
        }
    }

    private String openPorts() throws IOException {
        Link current = link;
        if (current == null) {
            throw new IOException("there is no connection");
        }
        closePorts();
        Datagrams opened = new Datagrams(loop.selector(), current, tracks, clock);
        datagrams = opened;
        return opened.ports();
    }

    private void closePorts() {
        if (datagrams != null) {
            datagrams.close();
            datagrams = null;
        }
    }

    /** Frames can overtake the answer to PLAY, so that the way for them is ready once SETUP is answered. */
    private void granted(Handshake current) {
        for (Granted granted :
                current.granted().subList(tracks.count(), current.granted().size())) {
            tracks.add(granted);
            long seconds = Math.min(granted.setup().timeoutSeconds(), 2 * LONGEST_SILENCE_SECONDS);
            keepAliveInterval = Duration.ofSeconds(seconds).toNanos() / 2;
            if (!current.isByDatagrams()) {
                closePorts();
            } else if (datagrams != null) {
                datagrams.begin(granted.setup().serverPort());
            }
        }
    }

    private void play() {
        long now = System.nanoTime();
        nextKeepAlive = now + keepAliveInterval;
        nextReport = now + REPORT_INTERVAL;
        progress.begin(now);
        tracks.start();
    }

    private void reply(RtspMessage request) {
        String outcome = request.startLine().startsWith("OPTIONS ")
                        || request.startLine().startsWith("GET_PARAMETER ")
                ? "200 OK"
                : "501 Not Implemented";
        String number =
                request.header("CSeq").filter(c -> c.matches("\\d{1,10}")).orElse("0");
        String answer = "RTSP/1.0 " + outcome + "\r\nCSeq: " + number + "\r\n\r\n";
        send(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    }

    private void ask(ByteBuffer request) {
        deadline = System.nanoTime() + options.responseTimeout().toNanos();
        send(request);
    }

    private void send(ByteBuffer bytes) {
        Link current = link;
        if (current != null && !ended) {
            try {
                current.send(bytes);
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private void end(RtspFailure.Kind kind, String message) {
        end(new RtspFailure(kind, message.trim()));
    }

    private void end(RtspFailure failure) {
        if (ended) {
            return;
        }
        ended = true;
        takeLeave();
        telling.closed(failure);
    }

    /** With TEARDOWN where there is a session; a camera that does not hear it keeps one of its few places taken. */
    private void takeLeave() {
        deadline = System.nanoTime() + FAREWELL.toNanos();
        closePorts();
        Link current = link;
        Handshake done = handshake;
        if (current == null || done == null || done.granted().isEmpty()) {
            release();
            return;
        }
        try {
            current.finish(done.tearDown());
        } catch (IOException | RtspProtocolException e) {
            LOG.debug("TEARDOWN could not be sent: {}", e.toString());
            release();
        }
    }

    private void release() {
        loop.remove(this);
        if (link != null) {
            link.close();
        }
    }

    private boolean isPlaying() {
        return handshake != null && handshake.isPlaying();
    }

    private String awaited() {
        if (link == null) {
            return "the name look-up";
        }
        return handshake == null ? "the connection to " + place() : dialogue.method();
    }

    private String place() {
        return target == null ? "it" : target.place();
    }
}
