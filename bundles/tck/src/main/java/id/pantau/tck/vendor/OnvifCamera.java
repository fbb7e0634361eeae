package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An ONVIF device: a camera, or a recorder with many, with real RTSP streams. It tells an address of its own that leads
 * nowhere, as devices behind a translated address do.
 */
public final class OnvifCamera implements FakeCamera {
    private static final Set<String> ANYBODY = Set.of("GetSystemDateAndTime", "GetServices", "GetCapabilities");
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Manner manner;
    private final FakeWeb web;
    private final Optional<RtspCamera> rtsp;
    private final HttpDigest digest;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Response> instead = new ConcurrentHashMap<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>(1000);
    private final OnvifAnswers answers;
    private volatile Duration ahead;
    private volatile UnaryOperator<Response> spoilt = UnaryOperator.identity();

    /** How a device wants its login. */
    public enum Asks {
        /** By HTTP Digest, with MD5. */
        DIGEST,
        /** By HTTP Digest, with SHA-256. */
        DIGEST_SHA256,
        /** By a fault in HTTP 400, as ONVIF's core specification has it. */
        TOKEN,
        /** By a fault in HTTP 200, as some devices do. */
        TOKEN_OK
    }

    /**
     * What kind of device.
     *
     * @param ahead by how much its clock is wrong
     * @param channels how many cameras
     * @param media2 whether it has the second media service
     * @param rtspPort where another server on loopback has its streams, {@code /main} and {@code /sub}; 0 for streams of its own
     */
    public record Manner(Credentials login, Asks asks, Duration ahead, int channels, boolean media2, int rtspPort) {
        public static Manner of(Credentials login) {
            return new Manner(login, Asks.DIGEST, Duration.ZERO, 1, true, 0);
        }

        public Manner asking(Asks how) {
            return new Manner(login, how, ahead, channels, media2, rtspPort);
        }

        public Manner withClock(Duration wrongBy) {
            return new Manner(login, asks, wrongBy, channels, media2, rtspPort);
        }

        public Manner withChannels(int cameras) {
            return new Manner(login, asks, ahead, cameras, media2, rtspPort);
        }

        public Manner withoutMedia2() {
            return new Manner(login, asks, ahead, channels, false, rtspPort);
        }

        public Manner withStreamsAt(int port) {
            return new Manner(login, asks, ahead, channels, media2, port);
        }
    }

    public OnvifCamera(Credentials login) throws IOException {
        this(Manner.of(login));
    }

    public OnvifCamera(Manner manner) throws IOException {
        this.manner = manner;
        this.ahead = manner.ahead();
        digest = new HttpDigest(manner.login(), manner.asks() == Asks.DIGEST_SHA256 ? "SHA-256" : "MD5");
        rtsp = manner.rtspPort() > 0 ? Optional.empty() : Optional.of(new RtspCamera(manner.login()));
        answers = new OnvifAnswers(manner, rtspPort());
        web = new FakeWeb(this::answer);
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.parse("http://127.0.0.1:" + web.port() + "/onvif/device_service");
    }

    @Override
    public int logins() {
        return logins.get() + rtsp.map(RtspCamera::logins).orElse(0);
    }

    @Override
    public int loginsRefused() {
        return refused.get() + rtsp.map(RtspCamera::loginsRefused).orElse(0);
    }

    @Override
    public int openConnections() {
        return web.openConnections() + rtsp.map(RtspCamera::openConnections).orElse(0);
    }

    /** What answers at its address, for a device that speaks another dialect there as well. */
    public FakeWeb.Handler handler() {
        return this::answer;
    }

    @Override
    public int channelCount() {
        return manner.channels();
    }

    @Override
    public boolean noticesMotion() {
        notice("tns1:RuleEngine/CellMotionDetector/Motion", "VideoSourceConfigurationToken=vsc1", "IsMotion=true");
        return true;
    }

    @Override
    public boolean clockIsWrongBy(Duration difference) {
        setClock(difference);
        return true;
    }

    @Override
    public boolean spoilsAnswers(UnaryOperator<Response> how) {
        spoilt = how;
        return true;
    }

    /** The operations it was asked for and did, in order, each with the text of its request's values. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /**
     * From now on it answers one operation with this.
     *
     * @param operation its name, or one service's only, such as {@code /onvif/media2 GetProfiles}
     */
    public void answer(String operation, Response response) {
        instead.put(operation, response);
    }

    /** Where its streams are. */
    public int rtspPort() {
        return rtsp.map(own -> own.endpoint().uri().getPort()).orElse(manner.rtspPort());
    }

    /** From now on its clock is wrong by this. */
    public void setClock(Duration wrongBy) {
        ahead = wrongBy;
    }

    public Duration clockAhead() {
        return ahead;
    }

    /** The encoder of a stream as it is now, such as {@code enc1-main}: its values by name. */
    public Map<String, String> encoder(String token) {
        return answers.encoder(token);
    }

    /**
     * It notices something.
     *
     * @param source an item as {@code Name=Value}
     * @param data an item as {@code Name=Value}
     */
    public void notice(String topic, String source, String data) {
        if (!notices.offer(OnvifAnswers.notification(topic, now(), source, data))) {
            throw new IllegalStateException("nobody takes what was noticed");
        }
    }

    @Override
    public void close() {
        web.close();
        rtsp.ifPresent(RtspCamera::close);
    }

    private Instant now() {
        return Instant.now().plus(ahead);
    }

    /** What it says to a request; for a fake device that speaks another dialect beside ONVIF. */
    public Response answer(Request request) throws InterruptedException {
        if (request.uri().getPath().startsWith("/onvif/")) {
            return soap(request, new OnvifRequest(request.text()));
        }
        if (!request.uri().getPath().equals("/picture")) {
            return Response.of(404, "text/plain", new byte[0]);
        }
        return manner.login().isNone() || digested(request)
                ? spoilt.apply(Response.of(200, "image/jpeg", OnvifAnswers.picture()))
                : challenge();
    }

    private Response soap(Request request, OnvifRequest asked) throws InterruptedException {
        Response planted =
                instead.getOrDefault(request.uri().getPath() + " " + asked.operation(), instead.get(asked.operation()));
        if (planted != null) {
            return planted;
        }
        if (!ANYBODY.contains(asked.operation()) && !manner.login().isNone() && !letIn(request, asked)) {
            return wantsLogin();
        }
        calls.add(asked.summary());
        String xml = asked.operation().equals("PullMessages") ? pulled(request, asked) : answers.answer(asked, now());
        if (asked.operation().equals("SetSystemDateAndTime")) {
            ahead = Duration.between(Instant.now(), asked.moment());
        }
        return spoilt.apply(xml.isEmpty() ? answers.unknown() : OnvifAnswers.ok(xml));
    }

    /** Waits as long as it was asked to, or until nobody waits any more. */
    private String pulled(Request request, OnvifRequest asked) throws InterruptedException {
        long until = System.nanoTime() + Duration.parse(asked.value("Timeout")).toNanos();
        String first = null;
        while (first == null && System.nanoTime() < until && !request.gone().getAsBoolean()) {
            first = notices.poll(50, TimeUnit.MILLISECONDS);
        }
        StringBuilder all = new StringBuilder();
        for (String next = first; next != null; next = notices.poll()) {
            all.append(next);
        }
        return OnvifAnswers.pulled(now(), all.toString());
    }

    private boolean letIn(Request request, OnvifRequest asked) {
        return manner.asks() == Asks.TOKEN || manner.asks() == Asks.TOKEN_OK ? tokened(asked) : digested(request);
    }

    private boolean digested(Request request) {
        String authorization = request.header("authorization");
        return !authorization.isEmpty() && noted(digest.accepts(request.method(), authorization));
    }

    private boolean tokened(OnvifRequest asked) {
        if (asked.value("Username").isEmpty()) {
            return false;
        }
        boolean fresh = Duration.between(Instant.parse(asked.value("Created")), now())
                        .abs()
                        .compareTo(FRESH)
                < 0;
        return noted(fresh && asked.hasToken(manner.login()));
    }

    private boolean noted(boolean accepted) {
        logins.incrementAndGet();
        if (!accepted) {
            refused.incrementAndGet();
        }
        return accepted;
    }

    private Response wantsLogin() {
        return switch (manner.asks()) {
            case TOKEN -> OnvifAnswers.fault(400, "Sender", "ter:NotAuthorized", "Sender not Authorized");
            case TOKEN_OK -> OnvifAnswers.fault(200, "Sender", "ter:NotAuthorized", "Sender not Authorized");
            default -> challenge();
        };
    }

    private Response challenge() {
        return Response.of(401, "text/html", "<html>401</html>".getBytes(StandardCharsets.UTF_8))
                .with("WWW-Authenticate", digest.challenge());
    }
}
