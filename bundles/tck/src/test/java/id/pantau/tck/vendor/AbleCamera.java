package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A recorder with two pictures, for planting bugs in its driver: logs in by RTSP, and beside that answers everybody over
 * HTTP, on the port that is in its RTSP path: who it is, what time it is, a still picture, and what it notices.
 */
final class AbleCamera implements FakeCamera {
    private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ffe00004aabbffda000411223344ffd9");

    private final FakeWeb web;
    private final RtspCamera rtsp;
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>(100);
    private volatile Duration ahead = Duration.ZERO;
    private volatile UnaryOperator<Response> spoilt = UnaryOperator.identity();

    AbleCamera(Credentials login) throws IOException {
        web = new FakeWeb(
                request -> spoilt.apply(answer(request.method(), request.uri().getPath(), request.text())));
        rtsp = new RtspCamera(login, "Able", "/" + web.port() + "/main", "/" + web.port() + "/sub");
    }

    private Response answer(String method, String path, String body) {
        if (path.equals("/clock") && method.equals("PUT")) {
            ahead = Duration.between(Instant.now(), Instant.parse(body));
        }
        return switch (path) {
            case "/device" -> text("able");
            case "/clock" -> text(Instant.now().plus(ahead).toString());
            case "/picture" -> Response.of(200, "image/jpeg", PICTURE);
            case "/events" ->
                Response.endless("text/plain", out -> {
                    while (true) {
                        String notice = notices.poll(100, TimeUnit.MILLISECONDS);
                        out.write(((notice == null ? "" : notice) + "\n").getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                });
            default -> Response.of(404, "text/plain", new byte[0]);
        };
    }

    private static Response text(String text) {
        return Response.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int channelCount() {
        return 2;
    }

    @Override
    public boolean noticesMotion() {
        return notices.offer(Instant.now().plus(ahead).toString());
    }

    @Override
    public boolean clockIsWrongBy(Duration difference) {
        ahead = difference;
        return true;
    }

    @Override
    public boolean spoilsAnswers(UnaryOperator<Response> how) {
        spoilt = how;
        return true;
    }

    @Override
    public Endpoint endpoint() {
        return rtsp.endpoint();
    }

    @Override
    public int logins() {
        return rtsp.logins();
    }

    @Override
    public int loginsRefused() {
        return rtsp.loginsRefused();
    }

    @Override
    public int openConnections() {
        return rtsp.openConnections() + web.openConnections();
    }

    @Override
    public void close() {
        web.close();
        rtsp.close();
    }
}
