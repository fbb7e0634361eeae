package id.pantau.onvif.soap;

import id.pantau.onvif.OnvifException;
import id.pantau.onvif.OnvifException.Kind;
import id.pantau.onvif.OnvifLogin;
import id.pantau.onvif.OnvifOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Carries envelopes over HTTP, and answers challenges by HTTP Digest when told to. Safe for several threads. */
final class SoapHttp {
    private static final int MAX_ANSWER = 2 << 20;

    private final @Nullable OnvifLogin login;
    private final Duration timeout;
    private final @Nullable SSLSocketFactory pinned;
    private volatile @Nullable DigestChallenge challenge;

    /** @param challenged whether it is a challenge that can be answered */
    record Answer(int status, byte[] body, boolean challenged) {}

    SoapHttp(@Nullable OnvifLogin login, OnvifOptions options) {
        this.login = login;
        this.timeout = options.timeout();
        this.pinned = options.fingerprint().map(PinnedCertificate::sockets).orElse(null);
    }

    /**
     * Sends one envelope.
     *
     * @param withLogin whether the last challenge is answered
     * @param patience that the answer may take beyond the usual
     * @param where begins the message of an exception
     */
    Answer post(URI service, byte[] envelope, String action, boolean withLogin, Duration patience, String where)
            throws OnvifException, InterruptedException {
        String type = "Content-Type: application/soap+xml; charset=utf-8; action=\"" + action + "\"";
        Call call = new Call("POST", service, List.of(type), envelope, MAX_ANSWER, timeout.plus(patience), where);
        HttpExchange.Answer answer = withLogin ? authorized(call) : send(call, List.of());
        return new Answer(answer.status(), answer.body(), answer.status() == 401 && learn(answer));
    }

    /** Gets what is there, anonymously first unless a challenge is known already; a login is given once. */
    byte[] get(URI address, int longest, String where) throws OnvifException, InterruptedException {
        Call call = new Call("GET", address, List.of(), new byte[0], longest, timeout, where);
        HttpExchange.Answer answer = challenge == null ? send(call, List.of()) : authorized(call);
        if (answer.status() == 401 && challenge == null && learn(answer) && login != null) {
            answer = authorized(call);
        }
        if (answer.status() != 200) {
            throw new OnvifException(kind(answer.status()), where + ": answered HTTP " + answer.status());
        }
        return answer.body();
    }

    static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.UNSUPPORTED;
            case 503 -> Kind.BUSY;
            default -> Kind.PROTOCOL;
        };
    }

    private record Call(
            String method,
            URI address,
            List<String> headers,
            byte[] body,
            int longest,
            Duration patience,
            String where) {}

    /** Once more only when the server says that its challenge was too old, which says nothing of the login. */
    private HttpExchange.Answer authorized(Call call) throws OnvifException, InterruptedException {
        DigestChallenge known = challenge;
        if (known == null || login == null) {
            return send(call, List.of());
        }
        HttpExchange.Answer answer = send(call, List.of(answerTo(known, login, call)));
        if (answer.status() != 401) {
            known.accepted();
            return answer;
        }
        Optional<DigestChallenge> next = challenge(answer);
        if (next.isEmpty()) {
            return answer;
        }
        challenge = next.get();
        boolean old = next.get().isStale()
                || (known.wasAccepted() && !next.get().nonce().equals(known.nonce()));
        return old ? send(call, List.of(answerTo(next.get(), login, call))) : answer;
    }

    private static String answerTo(DigestChallenge challenge, OnvifLogin login, Call call) {
        String path =
                call.address().getRawPath().isEmpty() ? "/" : call.address().getRawPath();
        String query = call.address().getRawQuery();
        return challenge.answer(login, call.method(), query == null ? path : path + "?" + query);
    }

    private boolean learn(HttpExchange.Answer answer) {
        Optional<DigestChallenge> found = challenge(answer);
        found.ifPresent(next -> challenge = next);
        return found.isPresent();
    }

    private static Optional<DigestChallenge> challenge(HttpExchange.Answer answer) {
        return answer.status() == 401 ? DigestChallenge.strongest(answer.all("www-authenticate")) : Optional.empty();
    }

    private HttpExchange.Answer send(Call call, List<String> authorization)
            throws OnvifException, InterruptedException {
        List<String> headers = new ArrayList<>(call.headers());
        headers.addAll(authorization);
        try {
            return new HttpExchange(call.address(), pinned, call.patience())
                    .send(call.method(), headers, call.body(), call.longest());
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (SSLException e) {
            throw new OnvifException(Kind.PROTOCOL, call.where() + ": no TLS with it: " + e.getMessage(), e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Kind kind = HttpExchange.isUnreachable(e) ? Kind.UNREACHABLE : Kind.PROTOCOL;
            throw new OnvifException(kind, call.where() + ": " + e.getMessage(), e);
        }
    }
}
