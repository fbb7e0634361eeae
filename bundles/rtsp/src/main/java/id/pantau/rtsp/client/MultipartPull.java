package id.pantau.rtsp.client;

import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.protocol.Authenticator;
import id.pantau.rtsp.protocol.HttpAnswer;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.rtp.MultipartJpegReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One pull of single pictures over HTTP ({@code multipart/x-mixed-replace}), asked for as HTTP/1.0, so that the body comes
 * as it is. Follows no redirect: the login is for this server. Lives on one event loop; only {@link #close} is for any
 * thread.
 */
final class MultipartPull implements RtspPull, EventLoop.Session, EventLoop.Served, Link.Handler {
    private static final int UNAUTHORIZED = 401;

    /** One attempt, and one more when the server's nonce had run out. */
    private static final int MOST_LOGINS = 2;

    private final EventLoop loop;
    private final RtspClientOptions options;
    private final Optional<CertificatePin> pin;
    private final Executor helpers;
    private final Clock clock;
    private final @Nullable Authenticator authenticator;
    private final Guard guard = new Guard(this::failed, this::end);
    private final Telling telling;
    private final Progress progress;
    private final MultipartJpegReader reader;
    private @Nullable Target target;
    private @Nullable InetAddress address;
    private @Nullable Link link;
    private long deadline;
    private int logins;
    private boolean playing;
    private boolean ended;

    MultipartPull(
            EventLoop loop,
            RtspClientOptions options,
            PullOptions how,
            @Nullable RtspLogin login,
            PullListener listener,
            Executor helpers,
            Clock clock) {
        this.loop = loop;
        this.options = options;
        this.pin = how.pin();
        this.helpers = helpers;
        this.clock = clock;
        this.authenticator = login == null ? null : new Authenticator(login.user(), login.password());
        this.progress = new Progress(options.silence(), options.silence());
        this.telling = new Telling(listener, progress, failure -> end(RtspFailure.Kind.ENDED, failure));
        this.reader = new MultipartJpegReader(Math.max(1, how.snapshotsPerSecond()), telling::snapshot);
    }

    void start(URI uri, NameResolver names) {
        loop.add(this);
        deadline = System.nanoTime() + options.connectTimeout().toNanos();
        try {
            Target where = Target.ofHttp(uri);
            target = where;
            names.resolve(where.host()).whenComplete((found, failure) -> loop.execute(() -> resolved(where, found)));
        } catch (RtspException e) {
            end(e.failure());
        }
    }

    @Override
    public void close() {
        loop.execute(() -> end(RtspFailure.Kind.CLOSED, "closed by the caller"));
    }

    @Override
    public void tick(long now) {
        if (!playing && now >= deadline) {
            end(RtspFailure.Kind.UNREACHABLE, "no answer in time from " + place());
        } else if (playing && progress.isOverdue(now)) {
            end(RtspFailure.Kind.SILENT, progress.complaint());
        }
    }

    @Override
    public void failed(IOException e) {
        end(playing ? RtspFailure.Kind.ENDED : RtspFailure.Kind.UNREACHABLE, place() + ": " + e.getMessage());
    }

    @Override
    public boolean serve(ByteBuffer shared) {
        Link current = link;
        return current != null && guard.run(() -> current.serve(shared));
    }

    @Override
    public void connected() throws IOException {
        Link current = link;
        Target where = target;
        if (current == null || where == null) {
            return;
        }
        deadline = System.nanoTime() + options.responseTimeout().toNanos();
        StringBuilder text = new StringBuilder(256)
                .append("GET ")
                .append(where.name())
                .append(" HTTP/1.0\r\nHost: ")
                .append(where.place())
                .append("\r\nUser-Agent: ")
                .append(options.userAgent())
                .append("\r\n");
        if (authenticator != null) {
            authenticator
                    .header("GET", where.name())
                    .ifPresent(login ->
                            text.append("Authorization: ").append(login).append("\r\n"));
        }
        current.send(ByteBuffer.wrap(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void received(ByteBuffer bytes) throws RtspProtocolException {
        if (!ended && !playing) {
            Optional<RtspMessage> answer = HttpAnswer.read(bytes);
            if (answer.isEmpty()) {
                return;
            }
            answered(answer.get());
        }
        if (ended || !playing) {
            bytes.position(bytes.limit());
            return;
        }
        try {
            reader.read(bytes, clock.instant());
        } catch (MalformedMediaException e) {
            end(RtspFailure.Kind.PROTOCOL, "the server sent " + e.getMessage());
        }
    }

    @Override
    public void ended() {
        if (link != null) {
            end(RtspFailure.Kind.ENDED, "the server ended the connection");
        }
    }

    private void answered(RtspMessage answer) {
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (answer.status() == UNAUTHORIZED) {
            logIn(answer);
        } else if (answer.status() != 200) {
            end(RtspFailure.Kind.PROTOCOL, "GET was answered: " + answer.outcome());
        } else if (!type.startsWith("multipart/")
                || answer.header("Transfer-Encoding").isPresent()) {
            end(RtspFailure.Kind.UNSUPPORTED, "the server sends no multipart pictures, or in chunks");
        } else {
            playing = true;
            progress.begin(System.nanoTime());
        }
    }

    private void logIn(RtspMessage refusal) {
        if (authenticator == null) {
            end(RtspFailure.Kind.UNAUTHORIZED, "GET: the server wants a login, and there is none");
        } else if (++logins > MOST_LOGINS
                || authenticator.challenged(refusal.headers("WWW-Authenticate")) != Authenticator.Verdict.ANSWERED) {
            end(RtspFailure.Kind.UNAUTHORIZED, "GET: the server refuses the login, or wants another kind of it");
        } else {
            hangUp();
            connect();
        }
    }

    private void resolved(Target where, @Nullable InetAddress found) {
        if (ended) {
            return;
        }
        if (found == null) {
            end(RtspFailure.Kind.UNREACHABLE, "the name " + where.host() + " cannot be looked up");
            return;
        }
        address = found;
        connect();
    }

    private void connect() {
        Target where = target;
        InetAddress there = address;
        if (where == null || there == null) {
            return;
        }
        try {
            Runnable goOn = () -> loop.execute(this::advance);
            link = Link.connect(
                    loop.selector(), new InetSocketAddress(there, where.port()), where.wires(pin, helpers, goOn), this);
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

    private void end(RtspFailure.Kind kind, String message) {
        end(new RtspFailure(kind, message.trim()));
    }

    private void end(RtspFailure failure) {
        if (ended) {
            return;
        }
        ended = true;
        loop.remove(this);
        hangUp();
        telling.closed(failure);
    }

    private void hangUp() {
        Link open = link;
        link = null;
        if (open != null) {
            open.close();
        }
    }

    private String place() {
        return target == null ? "it" : target.place();
    }
}
