package id.pantau.onvif.http;

import id.pantau.onvif.http.DeviceHttpException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks one device, over HTTP or HTTPS, and nobody else: a redirect is an error. Each call ends within the time that its
 * options give, or when its thread is interrupted, and leaves no connection.
 *
 * <p>A login is given only to who asks for it, and once: after a refusal every later call fails without asking. Safe for
 * several threads.
 */
public final class DeviceHttp {
    private final URI device;
    private final @Nullable DeviceLogin login;
    private final DeviceHttpOptions options;
    private final @Nullable SSLSocketFactory pinned;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Challenge challenge;
    private volatile boolean refused;

    /**
     * @param device scheme, host and port; the rest is not looked at
     * @param login {@code null} when there is none
     */
    public DeviceHttp(URI device, @Nullable DeviceLogin login, DeviceHttpOptions options) {
        String scheme = device.getScheme() == null ? "" : device.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || device.getHost() == null || device.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a device is asked at http(s)://host[:port]");
        }
        this.device = URI.create(scheme + "://" + device.getRawAuthority());
        this.login = login;
        this.options = options;
        this.pinned = options.fingerprint().map(PinnedCertificate::sockets).orElse(null);
    }

    /** Asks without a login, whatever the answer's status is, but for redirects. */
    public DeviceAnswer ask(DeviceRequest request) throws DeviceHttpException, InterruptedException {
        return new Call(request).whole(null);
    }

    /** Asks, with the login where the device wants one. Any status but a success is an exception. */
    public DeviceAnswer call(DeviceRequest request) throws DeviceHttpException, InterruptedException {
        return new Call(request).whole();
    }

    /**
     * Asks for an answer without an end, with the login where the device wants one. Returns when its head has come.
     *
     * @param silence after which a device that sends nothing is given up
     */
    public DeviceStream open(DeviceRequest request, Duration silence) throws DeviceHttpException, InterruptedException {
        return new Call(request).open(silence);
    }

    @Override
    public String toString() {
        return "DeviceHttp[" + device + "]";
    }

    /** One call, of one or more exchanges, within one deadline. */
    private final class Call {
        private final DeviceRequest request;
        private final long deadline = System.nanoTime() + options.timeout().toNanos();

        Call(DeviceRequest request) {
            this.request = request;
        }

        DeviceAnswer whole() throws DeviceHttpException, InterruptedException {
            return loggedIn(this::whole, answer -> answer);
        }

        DeviceStream open(Duration silence) throws DeviceHttpException, InterruptedException {
            return loggedIn(authorization -> opened(authorization, silence), DeviceStream::head);
        }

        DeviceAnswer whole(@Nullable String authorization) throws DeviceHttpException, InterruptedException {
            return guarded(() -> {
                try (Wire wire = new Wire(device, pinned, deadline)) {
                    wire.send(request, device, authorization);
                    DeviceAnswer head = refuseRedirect(wire.head());
                    return new DeviceAnswer(head.status(), head.headers(), body(wire, head));
                }
            });
        }

        private DeviceStream opened(@Nullable String authorization, Duration silence)
                throws DeviceHttpException, InterruptedException {
            return guarded(() -> {
                Wire wire = new Wire(device, pinned, deadline);
                try {
                    wire.send(request, device, authorization);
                    DeviceAnswer head = refuseRedirect(wire.head());
                    if (!head.isSuccess()) {
                        byte[] body = body(wire, head);
                        wire.close();
                        return new DeviceStream(wire, new DeviceAnswer(head.status(), head.headers(), body));
                    }
                    wire.lasts((int) Math.min(silence.toMillis(), Integer.MAX_VALUE));
                    return new DeviceStream(wire, head);
                } catch (IOException | RuntimeException e) {
                    wire.close();
                    throw e;
                }
            });
        }

        /** The first login of all is given by one thread alone: a wrong one must not be given twice. */
        private <T> T loggedIn(Exchange<T> exchange, Head<T> head) throws DeviceHttpException, InterruptedException {
            if (login != null && (challenge == null || !challenge.isAccepted())) {
                turn.lockInterruptibly();
                try {
                    return attempt(exchange, head, login);
                } finally {
                    turn.unlock();
                }
            }
            return attempt(exchange, head, login);
        }

        private <T> T attempt(Exchange<T> exchange, Head<T> head, @Nullable DeviceLogin with)
                throws DeviceHttpException, InterruptedException {
            if (refused) {
                throw failure(Kind.UNAUTHORIZED, "the login was refused before, and is not tried again", null, null);
            }
            Challenge known = challenge;
            T answer = exchange.send(known == null || with == null ? null : answerTo(known, with));
            boolean renewed = false;
            while (head.of(answer).status() == 401) {
                if (with == null) {
                    throw failure(Kind.UNAUTHORIZED, "it asks for a login", null, head.of(answer));
                }
                Challenge next = challenged(head.of(answer));
                if (known != null && (renewed || !known.isOutdatedBy(next))) {
                    throw refusal(head.of(answer), known);
                }
                renewed = known != null;
                challenge = next;
                known = next;
                answer = exchange.send(answerTo(next, with));
            }
            if (known != null) {
                known.accepted();
            }
            return succeeded(answer, head.of(answer));
        }

        private Challenge challenged(DeviceAnswer answer) throws DeviceHttpException {
            boolean basic = options.basicInClear() || device.getScheme().equals("https");
            Optional<Challenge> found = Challenge.strongest(answer.all("www-authenticate"), basic);
            if (found.isEmpty()) {
                String why = answer.all("www-authenticate").isEmpty()
                        ? "it refuses, and does not say how to log in"
                        : "it asks for a login of a kind that is not given (readable over plain HTTP, or unknown)";
                throw failure(Kind.LOGIN_UNSUPPORTED, why, null, answer);
            }
            return found.get();
        }

        /** A login that was good before is only short of rights here. */
        private DeviceHttpException refusal(DeviceAnswer answer, Challenge given) {
            refused = refused || !given.isAccepted();
            return failure(Kind.UNAUTHORIZED, "it refuses the login", null, answer);
        }

        private String answerTo(Challenge known, DeviceLogin with) {
            return known.answer(with, request.method(), request.path());
        }

        private <T> T succeeded(T answer, DeviceAnswer head) throws DeviceHttpException {
            if (!head.isSuccess()) {
                throw failure(Kind.STATUS, "HTTP " + head.status(), null, head);
            }
            return answer;
        }

        private DeviceAnswer refuseRedirect(DeviceAnswer head) throws DeviceHttpException {
            if (List.of(301, 302, 303, 307, 308).contains(head.status())) {
                throw failure(Kind.REDIRECTED, "redirects to " + readable(head.first("location")), null, null);
            }
            return head;
        }

        /** Without user info and query, which may hold what nobody should read. */
        private static String readable(String location) {
            return location.replaceAll("//[^/]*@", "//").replaceAll("[?#].*|[^\\x21-\\x7e]", "");
        }

        /** What a refusal says beside its status is a courtesy; some devices cut it short. */
        private byte[] body(Wire wire, DeviceAnswer head) throws IOException {
            try {
                return bounded(wire.body(head));
            } catch (EOFException e) {
                if (head.isSuccess()) {
                    throw e;
                }
                return new byte[0];
            }
        }

        private byte[] bounded(InputStream body) throws IOException {
            byte[] bytes = body.readNBytes(request.longest() + 1);
            if (bytes.length > request.longest()) {
                String why = "an answer of more than " + request.longest() + " bytes";
                throw new DeviceHttpException(Kind.TOO_LARGE, why);
            }
            return bytes;
        }

        private <T> T guarded(Work<T> work) throws DeviceHttpException, InterruptedException {
            try {
                return work.run();
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                throw translated(e);
            }
        }

        private DeviceHttpException translated(IOException e) {
            if (e instanceof DeviceHttpException known) {
                boolean named = known.getMessage() != null && known.getMessage().startsWith(where());
                return named ? known : failure(known.kind(), String.valueOf(known.getMessage()), null, null);
            }
            if (e instanceof SocketTimeoutException) {
                return failure(
                        Kind.TIMEOUT, "no answer within " + options.timeout().toMillis() + " ms", e, null);
            }
            if (e instanceof SSLException) {
                return failure(Kind.PROTOCOL, "no TLS with it: " + e.getMessage(), e, null);
            }
            Kind kind = e instanceof EOFException ? Kind.PROTOCOL : Kind.UNREACHABLE;
            return failure(kind, String.valueOf(e.getMessage()), e, null);
        }

        private DeviceHttpException failure(
                Kind kind, String why, @Nullable Throwable cause, @Nullable DeviceAnswer answer) {
            return new DeviceHttpException(kind, where() + why, cause, answer);
        }

        private String where() {
            return device.getRawAuthority() + " " + request + ": ";
        }
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T send(@Nullable String authorization) throws DeviceHttpException, InterruptedException;
    }

    @FunctionalInterface
    private interface Head<T> {
        DeviceAnswer of(T answer);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }
}
