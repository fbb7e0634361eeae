package id.pantau.rtsp.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera behind TLS")
class TlsPullTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OTHER = "ab".repeat(32);

    @TempDir
    Path folder;

    private RtspServer server;
    private TlsFront front;
    private final RtspClient client = new RtspClient(RtspClientOptions.defaults());
    private final RecordedPull pull = new RecordedPull();

    @BeforeEach
    void start() throws Exception {
        server = RtspServer.start();
        server.mount("/live", VideoClip.testCard());
        front = new TlsFront(folder, server.uri("/live"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        front.close();
        server.close();
    }

    @Test
    @DisplayName("is pulled when it shows the pinned certificate, and is taken leave of")
    void isPulledWithPin() {
        CertificatePin pin = new CertificatePin(front.fingerprint);
        RtspPull opened = client.open(front.uri(), null, PullOptions.defaults().withPin(pin), pull);
        await().atMost(PATIENCE).until(() -> pull.units.size() > 30 || !pull.failures.isEmpty());
        assertEquals(0, pull.failures.size(), pull.failures.toString());
        for (int i = 1; i < 30; i++) {
            assertEquals(9000, pull.units.get(i).dts() - pull.units.get(i - 1).dts());
        }
        opened.close();
        await().atMost(PATIENCE).until(() -> server.requests("TEARDOWN") == 1);
    }

    @Test
    @DisplayName("is refused when it shows another certificate, which is named")
    void isRefusedWithOtherPin() {
        client.open(front.uri(), null, PullOptions.defaults().withPin(new CertificatePin(OTHER)), pull);
        await().atMost(PATIENCE).until(() -> !pull.failures.isEmpty());
        RtspFailure failure = pull.failures.get(0);
        assertEquals(RtspFailure.Kind.UNREACHABLE, failure.kind());
        String shown = front.fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        assertTrue(failure.message().contains(shown), failure.message());
        assertTrue(pull.units.isEmpty());
    }

    @Test
    @DisplayName("is refused without a pin, when no authority vouches for it")
    void isRefusedWithoutPin() {
        client.open(front.uri(), null, pull);
        await().atMost(PATIENCE).until(() -> !pull.failures.isEmpty());
        assertEquals(RtspFailure.Kind.UNREACHABLE, pull.failures.get(0).kind());
        assertEquals(0, server.requests("DESCRIBE"));
    }

    @Test
    @DisplayName("is described with the pin and not without")
    void isDescribed() throws Exception {
        CertificatePin pin = new CertificatePin(front.fingerprint);
        Description description = RtspDescriber.describe(front.uri(), null, PATIENCE, Optional.of(pin));
        assertFalse(description.medias().isEmpty());
        RtspException refused =
                assertThrows(RtspException.class, () -> RtspDescriber.describe(front.uri(), null, PATIENCE));
        assertEquals(RtspFailure.Kind.UNREACHABLE, refused.failure().kind());
    }

    @Test
    @DisplayName("has a pin that is a fingerprint, with or without colons, and nothing else")
    void hasFingerprint() {
        assertEquals(OTHER, new CertificatePin(OTHER.toUpperCase(Locale.ROOT)).sha256());
        assertThrows(IllegalArgumentException.class, () -> new CertificatePin(""));
        assertThrows(IllegalArgumentException.class, () -> new CertificatePin("ab:cd"));
    }
}
