package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A camera that is asked over HTTP, behind HTTP Digest; a subclass speaks a maker's dialect. It may speak ONVIF beside it, at
 * the same port, with accounts of its own.
 */
public abstract class DigestCamera implements FakeCamera {
    private static final String PICTURE = "ffd8ffe00004aabbffda000411223344ffd9";

    private final Credentials login;
    private final HttpDigest digest;
    private final @Nullable OnvifCamera onvif;
    private final FakeWeb web;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger pictures = new AtomicInteger();
    private final AtomicBoolean crowded = new AtomicBoolean();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Response> instead = new ConcurrentHashMap<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>(1000);
    private volatile UnaryOperator<Response> spoilt = UnaryOperator.identity();

    /** @param realm with which it asks for the login */
    protected DigestCamera(Credentials login, String realm) throws IOException {
        this(login, realm, null);
    }

    /** @param onvif what it is to those who speak ONVIF; closed with it */
    protected DigestCamera(Credentials login, String realm, @Nullable OnvifCamera onvif) throws IOException {
        this.onvif = onvif;
        this.login = login;
        this.digest = new HttpDigest(login, "MD5", realm);
        this.web = new FakeWeb(this::serve);
    }

    /** What the device says to one who may ask. */
    protected abstract Response answer(Request request) throws IOException, InterruptedException;

    /** What it says beside the challenge to one who may not. */
    protected Response refusal(boolean wrongLogin) {
        return text(401, "text/html", "<html>401</html>");
    }

    /** Whether everybody may ask this. */
    protected boolean isOpen(Request request) {
        return false;
    }

    @Override
    public final Endpoint endpoint() {
        return Endpoint.parse("http://127.0.0.1:" + web.port() + "/");
    }

    @Override
    public final int logins() {
        return logins.get() + (onvif == null ? 0 : onvif.logins());
    }

    @Override
    public final int loginsRefused() {
        return refused.get() + (onvif == null ? 0 : onvif.loginsRefused());
    }

    @Override
    public final int openConnections() {
        return web.openConnections() + (onvif == null ? 0 : onvif.openConnections());
    }

    /** What answers at its address, for a device that speaks another dialect there as well. */
    public final FakeWeb.Handler handler() {
        return this::serve;
    }

    @Override
    public final boolean spoilsAnswers(UnaryOperator<Response> how) {
        spoilt = how;
        if (onvif != null) {
            onvif.spoilsAnswers(how);
        }
        return true;
    }

    /** What it was asked and did, in order: method, path with query, and body. */
    public final List<String> calls() {
        return List.copyOf(calls);
    }

    /** From now on it answers this path, with its query, with that. */
    public final void answer(String pathAndQuery, Response response) {
        instead.put(pathAndQuery, response);
    }

    /** Sends this on the line of events: whole, as it would be between two boundaries. */
    public final void send(String part) {
        if (!events.offer(part)) {
            throw new IllegalStateException("nobody takes what was sent");
        }
    }

    /** Whether it was ever asked for two pictures at the same time. */
    public final boolean wasCrowded() {
        return crowded.get();
    }

    @Override
    public void close() {
        web.close();
        if (onvif != null) {
            onvif.close();
        }
    }

    protected static Response text(int status, String type, String text) {
        return Response.of(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What comes on the line of events, part by part, until the listener goes away. */
    protected final Response line(String type) {
        return Response.endless(type, out -> {
            while (true) {
                String part = events.poll(100, TimeUnit.MILLISECONDS);
                out.write((part == null ? "\r\n" : part).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
    }

    /** A small JPEG file, slowly. */
    protected final Response picture() throws InterruptedException {
        if (pictures.incrementAndGet() > 1) {
            crowded.set(true);
        }
        TimeUnit.MILLISECONDS.sleep(30);
        pictures.decrementAndGet();
        return Response.of(200, "image/jpeg", HexFormat.of().parseHex(PICTURE));
    }

    private Response serve(Request request) throws IOException, InterruptedException {
        if (onvif != null && request.uri().getPath().matches("/onvif/.*|/picture")) {
            return onvif.answer(request);
        }
        boolean given = !request.header("authorization").isEmpty();
        boolean right = given && digest.accepts(request.method(), request.header("authorization"));
        if (given) {
            logins.incrementAndGet();
            refused.addAndGet(right ? 0 : 1);
        }
        if (!right && !login.isNone() && !isOpen(request)) {
            return refusal(given).with("WWW-Authenticate", digest.challenge());
        }
        calls.add(request.method() + " " + request.uri() + " " + request.text());
        Response planted = instead.get(request.uri().toString());
        return spoilt.apply(planted == null ? answer(request) : planted);
    }
}
