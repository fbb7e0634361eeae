package id.pantau.rtsp.client;

import static id.pantau.rtsp.client.ScriptedServer.NOTHING;
import static id.pantau.rtsp.client.ScriptedServer.ok;
import static id.pantau.rtsp.client.ScriptedServer.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.rtsp.client.RtspFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Asking a server what it offers")
class RtspDescriberTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RtspLogin LOGIN = new RtspLogin("scott", "tiger");

    @Test
    @DisplayName("gives its tracks")
    void givesTracks() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.camera(r -> r.startsWith("OPTIONS") ? status("501 No", "Server: Cam/1.0\r\n") : null)) {
            Description description = RtspDescriber.describe(server.uri(), null, PATIENCE);
            assertEquals(
                    new Description("Cam/1.0", "", false, List.of(new Description.Media("video", "H264", 352, 288))),
                    description);
        }
    }

    @Test
    @DisplayName("tells that a login is wanted, and for which realm")
    void tellsRealm() throws Exception {
        try (ScriptedServer server = ScriptedServer.camera(r -> r.startsWith("DESCRIBE")
                ? status("401 No", "WWW-Authenticate: Digest realm=\"DS-2CD\", nonce=\"1\"\r\n")
                : null)) {
            assertEquals(
                    new Description("", "DS-2CD", true, List.of()),
                    RtspDescriber.describe(server.uri(), null, PATIENCE));
        }
    }

    @Test
    @DisplayName("logs in once")
    void logsInOnce() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(r -> status("401 No", "WWW-Authenticate: Basic realm=\"x\"\r\n"))) {
            RtspException refused =
                    assertThrows(RtspException.class, () -> RtspDescriber.describe(server.uri(), LOGIN, PATIENCE));
            assertEquals(Kind.UNAUTHORIZED, refused.failure().kind());
            assertEquals(1, server.count("Authorization:"));
        }
    }

    @Test
    @DisplayName("ends with a reason when the answer is hostile, endless or missing")
    void endsWithReason() throws Exception {
        assertEquals(Kind.PROTOCOL, failure(r -> "SSH-2.0-OpenSSH\r\n\r\n", PATIENCE));
        assertEquals(Kind.PROTOCOL, failure(r -> "RTSP/1.0 200 OK\r\n" + "X: y\r\n".repeat(20_000), PATIENCE));
        assertEquals(Kind.PROTOCOL, failure(r -> "$\0\u00FF\u00FF".repeat(600_000), PATIENCE));
        assertEquals(Kind.PROTOCOL, failure(r -> status("404 Not Found", ""), PATIENCE));
        assertEquals(Kind.PROTOCOL, failure(r -> ok(""), PATIENCE));
        assertEquals(Kind.ENDED, failure(r -> "close", PATIENCE));
        assertEquals(Kind.UNREACHABLE, failure(r -> NOTHING, Duration.ofMillis(300)));
        assertEquals(Kind.UNREACHABLE, failure(r -> "RTSP/1.0 100 Continue\r\n\r\n", Duration.ofMillis(300)));
    }

    @Test
    @DisplayName("ends at once when it is interrupted")
    void endsWhenInterrupted() throws Exception {
        try (ScriptedServer server = new ScriptedServer(r -> NOTHING)) {
            FutureTask<Description> asking =
                    new FutureTask<>(() -> RtspDescriber.describe(server.uri(), null, Duration.ofHours(1)));
            Thread thread = new Thread(asking);
            thread.start();
            await().atMost(PATIENCE).until(() -> !server.requests.isEmpty());
            thread.interrupt();
            ExecutionException ended = assertThrows(ExecutionException.class, () -> asking.get(10, TimeUnit.SECONDS));
            assertEquals(InterruptedException.class, ended.getCause().getClass());
        }
    }

    private static Kind failure(Function<String, String> script, Duration timeout) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            return assertThrows(RtspException.class, () -> RtspDescriber.describe(server.uri(), LOGIN, timeout))
                    .failure()
                    .kind();
        }
    }
}
