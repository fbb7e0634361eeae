package id.pantau.rtsp.client;

import static id.pantau.rtsp.client.ScriptedServer.NOTHING;
import static id.pantau.rtsp.client.ScriptedServer.describe;
import static id.pantau.rtsp.client.ScriptedServer.keyPicture;
import static id.pantau.rtsp.client.ScriptedServer.ok;
import static id.pantau.rtsp.client.ScriptedServer.status;
import static id.pantau.rtsp.client.ScriptedServer.usual;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.client.RtspFailure.Kind;
import id.pantau.rtsp.media.AccessUnit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pull")
class RtspClientTest {
    private static final RtspLogin LOGIN = new RtspLogin("scott", "t1ger-secret");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RtspClientOptions OPTIONS =
            new RtspClientOptions(1, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), "test");

    private final RtspClient client = new RtspClient(OPTIONS);
    private final RecordedPull pull = new RecordedPull();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    @DisplayName("asks for OPTIONS, DESCRIBE, SETUP and PLAY by the names that the server gave, and takes its leave")
    void asksInOrder() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(request -> request.startsWith("DESCRIBE")
                ? describe(ScriptedServer.H264)
                        .replace("Content-Type", "Content-Base: rtsp://10.9.9.9/elsewhere/\r\nContent-Type")
                : null)) {
            RtspPull opened = client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> !pull.formats.isEmpty());
            opened.close();
            opened.close();
            await().atMost(PATIENCE).until(() -> server.count("TEARDOWN") == 1);
            assertTrue(server.requests.get(0).startsWith("OPTIONS " + server.uri() + " RTSP/1.0\r\n"));
            assertTrue(server.requests.get(1).startsWith("DESCRIBE " + server.uri() + " "));
            assertTrue(server.requests.get(2).startsWith("SETUP rtsp://10.9.9.9/elsewhere/track1 "));
            assertTrue(server.requests.get(2).contains("Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"));
            assertTrue(server.requests.get(3).startsWith("PLAY rtsp://10.9.9.9/elsewhere/ "));
            assertTrue(server.requests.get(4).contains("Session: 42\r\n"));
            assertEquals(5, server.requests.size());
        }
        failsWith(Kind.CLOSED, "closed by the caller");
    }

    @Test
    @DisplayName("takes pictures and questions that come between answers, and ignores late answers")
    void takesWhatComesBetween() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(request -> request.startsWith("PLAY")
                ? keyPicture(1, 0)
                        + "OPTIONS * RTSP/1.0\r\nCSeq: 77\r\n\r\n"
                        + "RTSP/1.0 404 Late\r\nCSeq: 1\r\n\r\n"
                        + "RTSP/1.0 100 Continue\r\nCSeq: @\r\n\r\n"
                        + usual(request)
                        + keyPicture(2, 3600)
                : null)) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> pull.units.size() == 2);
            await().atMost(PATIENCE).until(() -> server.count("RTSP/1.0 200 OK\r\nCSeq: 77\r\n") == 1);
            assertEquals(1, pull.formats.size());
        }
    }

    @Test
    @DisplayName("keeps its session alive")
    void keepsAlive() throws IOException {
        AtomicInteger sequence = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.camera(request -> request.startsWith("GET_PARAMETER")
                ? ok("") + keyPicture(sequence.incrementAndGet(), sequence.get() * 90_000L)
                : null)) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> server.count("GET_PARAMETER") >= 3);
            assertTrue(pull.failures.isEmpty());
        }
    }

    @Test
    @DisplayName("sends its login once, and only when asked")
    void sendsLoginOnce() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                request -> status("401 Unauthorized", "WWW-Authenticate: Digest realm=\"cam\", nonce=\"1\"\r\n"))) {
            client.open(server.uri(), LOGIN, pull);
            failsWith(Kind.UNAUTHORIZED, "OPTIONS: the server refuses the login");
            assertEquals(1, server.count("Authorization:"));
            assertEquals(2, server.requests.size());
            assertFalse(server.requests.get(0).contains("Authorization"));
        }
    }

    @Test
    @DisplayName("tries once more when the server calls the nonce stale, but not for ever")
    void triesOnceMoreWhenStale() throws IOException {
        try (ScriptedServer server = new ScriptedServer(request ->
                status("401 Unauthorized", "WWW-Authenticate: Digest realm=\"cam\", nonce=\"1\", stale=true\r\n"))) {
            client.open(server.uri(), LOGIN, pull);
            failsWith(Kind.UNAUTHORIZED, "OPTIONS: the server calls every login stale");
            assertEquals(2, server.count("Authorization:"));
        }
    }

    @Test
    @DisplayName("without a login ends where one is wanted")
    void endsWithoutLogin() throws IOException {
        try (ScriptedServer server =
                new ScriptedServer(request -> status("401 No", "WWW-Authenticate: Basic realm=\"x\"\r\n"))) {
            client.open(server.uri(), null, pull);
            failsWith(Kind.UNAUTHORIZED, "OPTIONS: the server wants a login, and there is none");
        }
    }

    @Test
    @DisplayName("goes nowhere else when the server says so")
    void followsNoRedirect() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String location = "Location: rtsp://127.0.0.1:" + elsewhere.getLocalPort() + "/\r\n";
            endsWith(
                    request -> request.startsWith("DESCRIBE") ? status("302 Moved", location) : null,
                    Kind.PROTOCOL,
                    "DESCRIBE was answered: 302 Moved");
            elsewhere.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, elsewhere::accept);
        }
    }

    @Test
    @DisplayName("falls back to the name that it asked for, where the server denies the one that it gave")
    void fallsBackToItsOwnName() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(request -> {
            if (request.startsWith("DESCRIBE")) {
                return describe(ScriptedServer.H264)
                        .replace("Content-Type", "Content-Base: rtsp://10.9.9.9/elsewhere/\r\nContent-Type");
            }
            return request.startsWith("SETUP rtsp://10.9.9.9") ? status("404 Not Found", "") : null;
        })) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> !pull.formats.isEmpty());
            assertEquals(1, server.count("SETUP " + server.uri() + "/track1 "));
            assertEquals(1, server.count("PLAY " + server.uri() + " "));
        }
    }

    @Test
    @DisplayName("understands a server that grants without naming a channel, or sends on another one")
    void understandsOtherChannels() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(request -> {
            if (request.startsWith("SETUP")) {
                return ok("Session: 42\r\nTransport: RTP/AVP/TCP;unicast\r\n");
            }
            return request.startsWith("PLAY")
                    ? usual(request) + keyPicture(1, 0) + onChannelFour(keyPicture(2, 3600))
                    : null;
        })) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> pull.units.size() == 2);
        }
    }

    @Test
    @DisplayName("keeps its session alive by OPTIONS where GET_PARAMETER is offered and then refused")
    void keepsAliveByOptions() throws IOException {
        AtomicInteger sequence = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.camera(request -> {
            if (request.startsWith("GET_PARAMETER")) {
                return status("501 Not Implemented", "")
                        + keyPicture(sequence.incrementAndGet(), sequence.get() * 90_000L);
            }
            return request.startsWith("OPTIONS") && sequence.incrementAndGet() > 1
                    ? usual(request) + keyPicture(sequence.get(), sequence.get() * 90_000L)
                    : null;
        })) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> server.count("OPTIONS") >= 3);
            assertEquals(1, server.count("GET_PARAMETER"));
        }
    }

    @Test
    @DisplayName("takes TCP where the server has no datagrams")
    void takesTcpInsteadOfDatagrams() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(
                request -> request.contains("client_port=") ? status("461 Unsupported Transport", "") : null)) {
            client.open(server.uri(), null, PullOptions.defaults().withTransport(PullOptions.Transport.UDP), pull);
            await().atMost(PATIENCE).until(() -> !pull.formats.isEmpty());
            assertEquals(1, server.count("interleaved=0-1"));
        }
    }

    @Test
    @DisplayName("does not set up audio that nobody asked for, and goes without where it is refused")
    void asksForNoAudio() throws IOException {
        String both = ScriptedServer.H264
                + "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/16000\r\n"
                + "a=fmtp:97 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3;indexdeltalength=3\r\n"
                + "a=control:track2\r\n";
        try (ScriptedServer server = ScriptedServer.camera(request -> {
            if (request.startsWith("DESCRIBE")) {
                return describe(both);
            }
            return request.startsWith("SETUP") && request.contains("track2") ? status("403 Forbidden", "") : null;
        })) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> pull.formats.size() == 1);
            assertEquals(0, server.count("track2"));
            client.open(server.uri(), null, PullOptions.defaults().withAudio(), pull);
            await().atMost(PATIENCE).until(() -> pull.formats.size() == 2);
            assertEquals(1, server.count("track2"));
        }
    }

    @Test
    @DisplayName("names what the server sent that it must not")
    void namesWhatIsWrong() throws IOException {
        endsWith(
                r -> "\u0000\u0001",
                Kind.PROTOCOL,
                "the server sent neither a message nor an interleaved frame: byte 0x00");
    }

    @Test
    @DisplayName("ends when headers have no end")
    void endsOnEndlessHeaders() throws IOException {
        endsWith(
                r -> "RTSP/1.0 200 OK\r\n" + "X: y\r\n".repeat(20_000),
                Kind.PROTOCOL,
                "the server sent headers of more than 32768 bytes");
    }

    @Test
    @DisplayName("ends when a body is too big")
    void endsOnBigBody() throws IOException {
        endsWith(
                r -> r.startsWith("DESCRIBE") ? ok("Content-Length: 99999999\r\n") : null,
                Kind.PROTOCOL,
                "the server sent a body of 99999999 bytes, more than 262144");
    }

    @Test
    @DisplayName("names the codec that it cannot take")
    void namesTheCodec() throws IOException {
        String description = "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n"
                + "m=video 0 RTP/AVP 26\r\nm=audio 0 RTP/AVP 0\r\n";
        endsWith(
                r -> r.startsWith("DESCRIBE") ? describe(description) : null,
                Kind.UNSUPPORTED,
                "the server's video is VP8, JPEG, neither H264 nor H265");
    }

    @Test
    @DisplayName("ends when there is no video")
    void endsWithoutVideo() throws IOException {
        endsWith(
                r -> r.startsWith("DESCRIBE") ? describe("v=0\r\nm=audio 0 RTP/AVP 0\r\n") : null,
                Kind.UNSUPPORTED,
                "the server offers no video");
    }

    @Test
    @DisplayName("ends when the server does not answer in time")
    void endsWithoutAnswer() throws IOException {
        endsWith(r -> r.startsWith("SETUP") ? NOTHING : null, Kind.UNREACHABLE, "no answer in time to SETUP");
    }

    @Test
    @DisplayName("ends when nothing listens")
    void endsWithoutListener() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        client.open(URI.create("rtsp://127.0.0.1:" + port + "/"), null, pull);
        failsWith(Kind.UNREACHABLE, "no connection to 127.0.0.1:" + port + ": Connection refused");
    }

    @Test
    @DisplayName("ends when it plays and no picture comes, with a TEARDOWN")
    void endsInSilence() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(r -> null)) {
            client.open(server.uri(), null, pull);
            failsWith(Kind.SILENT, "no complete picture for 2000 ms");
            await().atMost(PATIENCE).until(() -> server.count("TEARDOWN") == 1);
        }
    }

    @Test
    @DisplayName("ends when the server does")
    void endsWithServer() throws IOException {
        endsWith(r -> r.startsWith("PLAY") ? "close" : null, Kind.ENDED, "the server ended the connection before PLAY");
    }

    @Test
    @DisplayName("goes to addresses of RTSP and HTTP only")
    void goesNowhereElse() {
        client.open(URI.create("ftp://u:geheim@127.0.0.1/"), null, pull);
        failsWith(Kind.UNSUPPORTED, "the address is none of rtsp://, rtsps://, http:// and https://, but ftp://");
    }

    @Test
    @DisplayName("whose listener throws takes no other with it")
    void harmsNoOther() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.camera(r -> r.startsWith("PLAY") ? usual(r) + keyPicture(1, 0) : null)) {
            RecordedPull thrower = new RecordedPull() {
                @Override
                public void accessUnit(AccessUnit unit) {
                    throw new IllegalStateException("on purpose");
                }
            };
            client.open(server.uri(), null, thrower);
            await().atMost(PATIENCE).until(() -> !thrower.failures.isEmpty());
            assertEquals(Kind.ENDED, thrower.failures.get(0).kind());
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> !pull.units.isEmpty());
        }
    }

    @Test
    @DisplayName("ends with its client, as does the client's thread")
    void endsWithClient() throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(r -> r.startsWith("SETUP") ? NOTHING : null)) {
            client.open(server.uri(), null, pull);
            await().atMost(PATIENCE).until(() -> server.count("SETUP") == 1);
            client.close();
        }
        failsWith(Kind.CLOSED, "closed by the caller");
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().startsWith("rtsp-loop")));
    }

    private static String onChannelFour(String frame) {
        return "$\4" + frame.substring(2);
    }

    private void endsWith(Function<String, String> script, Kind kind, String message) throws IOException {
        try (ScriptedServer server = ScriptedServer.camera(script)) {
            client.open(server.uri(), LOGIN, pull);
            failsWith(kind, message);
        }
    }

    private void failsWith(Kind kind, String message) {
        await().atMost(PATIENCE).until(() -> !pull.failures.isEmpty());
        assertEquals(1, pull.failures.size());
        assertEquals(new RtspFailure(kind, message), pull.failures.get(0));
    }
}
