package id.pantau.rtsp.client;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.protocol.SetupAnswer;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pull, from the name look-up to the last word. Lives on one event loop; only {@link #close} is for any thread. */
final class PullSession implements RtspPull, Link.Handler, RtspReader.Sink, VideoReceiver.Output {
    private static final Logger LOG = LoggerFactory.getLogger(PullSession.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration LONGEST_WITHOUT_KEY = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final RtspClientOptions options;
    private final PullListener listener;
    private final Clock clock;
    private final RtspReader reader = new RtspReader(this);
    private final Progress progress;
    private final RtspDialogue dialogue;
    private @Nullable Target target;
    private @Nullable Link link;
    private @Nullable Handshake handshake;
    private @Nullable VideoReceiver receiver;
    private Instant arrival = Instant.EPOCH;
    private long deadline;
    private long nextKeepAlive;
    private long keepAliveInterval;
    private int channel = -1;
    private boolean ended;

    PullSession(
            EventLoop loop, RtspClientOptions options, @Nullable RtspLogin login, PullListener listener, Clock clock) {
        this.loop = loop;
        this.options = options;
        this.listener = listener;
        this.clock = clock;
        this.dialogue = new RtspDialogue(options.userAgent(), login);
        this.progress = new Progress(options.silence(), LONGEST_WITHOUT_KEY);
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

    /** @return whether bytes were read */
    boolean serve(ByteBuffer shared) {
        Link current = link;
        if (current == null) {
            return false;
        }
        try {
            return current.serve(shared);
        } catch (RtspProtocolException e) {
            end(RtspFailure.Kind.PROTOCOL, "the server sent " + e.getMessage());
        } catch (IOException e) {
            failed(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a pull ends by an error of its own", e);
            end(RtspFailure.Kind.ENDED, "an internal error: " + e.getClass().getName());
        }
        return true;
    }

    void tick(long now) {
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
            send(handshake.keepAlive());
        }
    }

    void failed(IOException e) {
        boolean connected = handshake != null;
        end(
                connected ? RtspFailure.Kind.ENDED : RtspFailure.Kind.UNREACHABLE,
                (connected ? "the connection broke: " : "no connection to " + place() + ": ") + e.getMessage());
    }

    @Override
    public void connected() {
        Target where = target;
        if (where != null) {
            Handshake begun = new Handshake(dialogue, where.name());
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
    public void frame(int frameChannel, ByteBuffer bytes, int start, int length) {
        VideoReceiver current = receiver;
        if (frameChannel == channel && current != null && !ended) {
            current.packet(bytes, start, length, arrival);
        }
    }

    @Override
    public void format(VideoFormat format) {
        tell(() -> listener.playing(format));
    }

    @Override
    public void picture(AccessUnit unit) {
        progress.delivered(System.nanoTime());
        tell(() -> listener.accessUnit(unit));
    }

    @Override
    public void undecodable() {
        progress.received(System.nanoTime());
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
            link = Link.connect(loop.selector(), new InetSocketAddress(address, where.port()), this);
        } catch (IOException | RuntimeException e) {
            end(RtspFailure.Kind.UNREACHABLE, "no connection to " + place() + ": " + e.getMessage());
        }
    }

    /** Frames can overtake the answer to PLAY, so that the way for them is ready once SETUP is answered. */
    private void granted(Handshake current) {
        SetupAnswer setup = current.setup();
        Track track = current.track();
        if (setup != null && track != null && receiver == null) {
            channel = setup.channel();
            receiver = new VideoReceiver(
                    track.codec().equals("H265") ? Codec.H265 : Codec.H264,
                    track.payloadType(),
                    !track.parameters().getOrDefault("sprop-max-don-diff", "0").equals("0"),
                    track.parameterSets(),
                    this);
            keepAliveInterval = Duration.ofSeconds(setup.timeoutSeconds()).toNanos() / 2;
        }
    }

    private void play() {
        long now = System.nanoTime();
        nextKeepAlive = now + keepAliveInterval;
        progress.begin(now);
        if (receiver != null) {
            receiver.start();
        }
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

    private void tell(Runnable event) {
        if (ended) {
            return;
        }
        try {
            event.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a listener failed; its pull ends", e);
            end(RtspFailure.Kind.ENDED, "the listener failed: " + e.getClass().getName());
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
        try {
            listener.closed(failure);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a listener failed at the end of its pull", e);
        }
    }

    /** With TEARDOWN where there is a session; a camera that does not hear it keeps one of its few places taken. */
    private void takeLeave() {
        deadline = System.nanoTime() + FAREWELL.toNanos();
        Link current = link;
        Handshake done = handshake;
        if (current == null || done == null || done.setup() == null) {
            release();
            return;
        }
        try {
            current.finish(done.tearDown());
        } catch (IOException e) {
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
