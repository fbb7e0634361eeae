package id.pantau.rtsp.client;

import id.pantau.rtsp.media.H265Sps;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.Sps;
import id.pantau.rtsp.protocol.Authenticator;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SessionDescription;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.protocol.Texts;
import id.pantau.rtsp.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a server once what it offers. */
public final class RtspDescriber {
    private static final NameResolver NAMES = new NameResolver();
    private static final int UNAUTHORIZED = 401;

    private RtspDescriber() {}

    /** As {@link #describe(URI, RtspLogin, Duration, Optional)}, with certificates as Java trusts them. */
    public static Description describe(URI uri, @Nullable RtspLogin login, Duration timeout)
            throws RtspException, InterruptedException {
        return describe(uri, login, timeout, Optional.empty());
    }

    /**
     * OPTIONS and DESCRIBE on a connection of its own, with at most one attempt to log in. Blocks for at most
     * {@code timeout} and returns promptly when the thread is interrupted.
     *
     * @param uri {@code rtsp} or {@code rtsps}; credentials in it are ignored
     * @param login null to ask anonymously: a server that wants a login is then described by {@code needsLogin}
     * @param pin the certificate that an {@code rtsps} server must show
     * @throws RtspException when there is no description, with the reason
     */
    public static Description describe(
            URI uri, @Nullable RtspLogin login, Duration timeout, Optional<CertificatePin> pin)
            throws RtspException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Target target = Target.of(uri);
        InetAddress address = resolve(target, timeout);
        RtspDialogue dialogue = new RtspDialogue(RtspClientOptions.defaults().userAgent(), login);
        Function<SocketChannel, Wire> wires = target.wires(pin, Runnable::run, () -> {});
        try (Exchange exchange = new Exchange(address, target.port(), wires, dialogue, deadline)) {
            return describe(exchange, dialogue, target, login != null);
        } catch (IOException e) {
            throw failure(
                    RtspFailure.Kind.UNREACHABLE, "no conversation with " + target.place() + ": " + e.getMessage());
        } catch (RtspProtocolException e) {
            throw failure(RtspFailure.Kind.PROTOCOL, "the server sent " + e.getMessage());
        }
    }

    private static Description describe(Exchange exchange, RtspDialogue dialogue, Target target, boolean hasLogin)
            throws RtspException, RtspProtocolException, IOException, InterruptedException {
        Reply options = ask(exchange, dialogue, dialogue.ask("OPTIONS", target.name(), Map.of()), hasLogin);
        Reply description = options.needsLogin()
                ? options
                : ask(
                        exchange,
                        dialogue,
                        dialogue.ask("DESCRIBE", target.name(), Map.of("Accept", "application/sdp")),
                        hasLogin);
        return new Description(
                description.server().isEmpty() ? options.server() : description.server(),
                description.realm().isEmpty() ? options.realm() : description.realm(),
                description.needsLogin(),
                description.needsLogin() ? List.of() : medias(description.message()));
    }

    private static Reply ask(Exchange exchange, RtspDialogue dialogue, ByteBuffer request, boolean hasLogin)
            throws RtspException, RtspProtocolException, IOException, InterruptedException {
        RtspMessage answer = exchange.ask(request);
        String realm = "";
        while (answer.status() == UNAUTHORIZED) {
            realm = Texts.shorten(Authenticator.realm(answer.headers("WWW-Authenticate")));
            if (!hasLogin) {
                return new Reply(answer, realm, true);
            }
            answer = exchange.ask(dialogue.logIn(answer));
        }
        return new Reply(answer, realm, false);
    }

    private record Reply(RtspMessage message, String realm, boolean needsLogin) {
        String server() {
            return Texts.shorten(message.header("Server").orElse(""));
        }
    }

    private static List<Description.Media> medias(RtspMessage answer) throws RtspException, RtspProtocolException {
        if (!answer.isSuccess()) {
            throw failure(RtspFailure.Kind.PROTOCOL, "DESCRIBE was answered: " + answer.outcome());
        }
        return SessionDescription.parse(answer.body()).tracks().stream()
                .map(RtspDescriber::media)
                .toList();
    }

    private static Description.Media media(Track track) {
        for (ByteBuffer set : track.parameterSets()) {
            try {
                if (track.codec().equals("H264") && (set.get(0) & 0x1F) == 7) {
                    Sps sps = Sps.parse(set);
                    return new Description.Media(track.kind(), track.codec(), sps.width(), sps.height());
                }
                if (track.codec().equals("H265") && (set.get(0) >> 1 & 0x3F) == 33) {
                    H265Sps sps = H265Sps.parse(set);
                    return new Description.Media(track.kind(), track.codec(), sps.width(), sps.height());
                }
            } catch (MalformedMediaException e) {
                break;
            }
        }
        return new Description.Media(track.kind(), Texts.shorten(track.codec()), 0, 0);
    }

    private static InetAddress resolve(Target target, Duration timeout) throws RtspException, InterruptedException {
        try {
            return NAMES.resolve(target.host()).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw failure(RtspFailure.Kind.UNREACHABLE, "the name " + target.host() + " cannot be looked up");
        }
    }

    private static RtspException failure(RtspFailure.Kind kind, String message) {
        return new RtspException(new RtspFailure(kind, message));
    }
}
