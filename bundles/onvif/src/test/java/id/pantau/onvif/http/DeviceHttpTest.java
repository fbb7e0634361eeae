package id.pantau.onvif.http;

import static id.pantau.onvif.http.ScriptedDevice.SILENCE;
import static id.pantau.onvif.http.ScriptedDevice.answer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.onvif.TlsDevice;
import id.pantau.onvif.http.DeviceHttpException.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DeviceHttpTest {
    private static final DeviceLogin LOGIN = new DeviceLogin("admin", "very secret");
    private static final DeviceHttpOptions USUAL = DeviceHttpOptions.within(Duration.ofSeconds(5));
    private static final String OK = answer(200, "", "fine");

    @Test
    void givesALoginOnlyToWhoAsks() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(OK)) {
            assertEquals("fine", http(device).call(DeviceRequest.get("/x?a=b")).text());
            assertTrue(device.requests().get(0).startsWith("GET /x?a=b HTTP/1.1\r\n"));
            assertEquals(0, device.logins().size());
        }
    }

    @Test
    void answersAChallengeOnceAndRemembersIt() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""), OK)) {
            DeviceHttp http = http(device);
            http.call(DeviceRequest.get("/"));
            http.call(DeviceRequest.get("/"));
            assertEquals(3, device.requests().size());
            assertTrue(
                    device.requests().get(2).contains("nc=00000002"),
                    device.requests().get(2));
        }
    }

    @Test
    void triesARefusedLoginNeverAgain() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""), challenge("n2", ""))) {
            DeviceHttp http = http(device);
            assertEquals(Kind.UNAUTHORIZED, failure(http, "/").kind());
            assertEquals(Kind.UNAUTHORIZED, failure(http, "/").kind());
            assertEquals(1, device.logins().size());
            assertEquals(2, device.requests().size());
        }
    }

    @Test
    void renewsAStaleNonceOnce() throws Exception {
        String stale = challenge("n2", ", stale=true");
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""), stale, OK)) {
            http(device).call(DeviceRequest.get("/"));
            assertTrue(device.logins().get(1).contains("nonce=\"n2\""));
        }
        try (ScriptedDevice loops = new ScriptedDevice(stale)) {
            assertEquals(Kind.UNAUTHORIZED, failure(http(loops), "/").kind());
            assertEquals(2, loops.logins().size());
        }
    }

    @Test
    void renewsANonceThatWasGoodAndIsForgotten() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""), OK, challenge("n2", ""), OK)) {
            DeviceHttp http = http(device);
            http.call(DeviceRequest.get("/"));
            http.call(DeviceRequest.get("/"));
            assertTrue(device.logins().get(2).contains("nonce=\"n2\", uri=\"/\""));
        }
    }

    @Test
    void aLoginThatLacksARightIsNotAWrongOne() throws Exception {
        String forbidden = challenge("n1", "");
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""), OK, forbidden, OK)) {
            DeviceHttp http = http(device);
            http.call(DeviceRequest.get("/"));
            assertEquals(Kind.UNAUTHORIZED, failure(http, "/admin").kind());
            assertEquals("fine", http.call(DeviceRequest.get("/")).text());
        }
    }

    @Test
    void sendsNoReadablePasswordInClearUnlessAllowed() throws Exception {
        String basic = answer(401, "WWW-Authenticate: Basic realm=\"cam\"\r\n", "");
        try (ScriptedDevice device = new ScriptedDevice(basic)) {
            assertEquals(Kind.LOGIN_UNSUPPORTED, failure(http(device), "/").kind());
            assertEquals(0, device.logins().size());
        }
        try (ScriptedDevice device = new ScriptedDevice(basic, OK)) {
            DeviceHttp http = new DeviceHttp(device.address(), LOGIN, USUAL.withBasicInClear());
            assertEquals("fine", http.call(DeviceRequest.get("/")).text());
        }
    }

    @Test
    void aRefusalThatIsCutShortIsARefusal() throws Exception {
        String cut = "HTTP/1.1 404 Said\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{";
        try (ScriptedDevice device = new ScriptedDevice(cut, cut.replace("404", "200"))) {
            DeviceHttpException e = failure(http(device), "/");
            assertEquals(Kind.STATUS, e.kind());
            assertEquals(404, e.status());
            assertEquals(Kind.PROTOCOL, failure(http(device), "/").kind());
        }
    }

    @Test
    void asksAsNobodyAndTellsTheRealm() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""))) {
            DeviceAnswer answer = http(device).ask(DeviceRequest.get("/"));
            assertEquals("cam", answer.realm());
            assertEquals(0, device.logins().size());
        }
    }

    @Test
    void saysWhoWantsALogin() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""))) {
            DeviceHttpException e = failure(new DeviceHttp(device.address(), null, USUAL), "/a?secret=1");
            assertEquals(Kind.UNAUTHORIZED, e.kind());
            assertEquals(device.address().getAuthority() + " GET /a: it asks for a login", e.getMessage());
        }
    }

    @Test
    void followsNobody() throws Exception {
        String elsewhere = "Location: http://u:p@other/login?token=1\r\n";
        try (ScriptedDevice device = new ScriptedDevice(answer(302, elsewhere, ""))) {
            DeviceHttpException e = failure(http(device), "/");
            assertEquals(Kind.REDIRECTED, e.kind());
            assertTrue(e.getMessage().endsWith("redirects to http://other/login"), e.getMessage());
        }
    }

    @Test
    void tellsWhatARefusalSaid() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice(answer(403, "", "<notActivated/>"))) {
            DeviceHttpException e = failure(http(device), "/");
            assertEquals(Kind.STATUS, e.kind());
            assertEquals(403, e.status());
            assertEquals("<notActivated/>", e.answer().orElseThrow().text());
        }
    }

    @Test
    void letsInNoMoreThanTheBound() throws Exception {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (String large : new String[] {
            answer(200, "", "x".repeat(11)),
            "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(11),
            chunked + "6\r\nxxxxxx\r\n6\r\nxxxxxx\r\n0\r\n\r\n",
            chunked + "ffffffff\r\nxxxxxxxxxxxxx",
            "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(101) + "\r\n",
            "HTTP/1.1 200 OK\r\na: " + "b".repeat(9000) + "\r\n\r\n"
        }) {
            try (ScriptedDevice device = new ScriptedDevice(large)) {
                DeviceRequest request = DeviceRequest.get("/").upTo(10);
                DeviceHttpException e = assertThrows(
                        DeviceHttpException.class, () -> http(device).call(request));
                assertEquals(Kind.TOO_LARGE, e.kind(), e.getMessage());
            }
        }
    }

    @Test
    void readsChunksAndBodiesWithoutALength() throws Exception {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nfi\r\n2;x=y\r\nne\r\n0\r\n\r\n";
        for (String whole : new String[] {chunked, "HTTP/1.0 200 OK\r\n\r\nfine"}) {
            try (ScriptedDevice device = new ScriptedDevice(whole)) {
                assertEquals("fine", http(device).call(DeviceRequest.get("/")).text());
            }
        }
    }

    @Test
    void whatIsNoHttpIsAProtocolError() throws Exception {
        for (String odd : new String[] {
            "RTSP/1.0 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "HTTP/1.1 100 Go on\r\n\r\n".repeat(7)
        }) {
            try (ScriptedDevice device = new ScriptedDevice(odd)) {
                assertEquals(Kind.PROTOCOL, failure(http(device), "/").kind(), odd);
            }
        }
    }

    @Test
    void endsInTimeWhenNothingComes() throws Exception {
        DeviceHttpOptions hasty = DeviceHttpOptions.within(Duration.ofMillis(200));
        try (ScriptedDevice silent = new ScriptedDevice(SILENCE)) {
            assertEquals(
                    Kind.TIMEOUT,
                    failure(new DeviceHttp(silent.address(), LOGIN, hasty), "/").kind());
            await().until(() -> silent.openConnections() == 0);
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        DeviceHttpException e = failure(new DeviceHttp(URI.create("http://127.0.0.1:" + port), LOGIN, USUAL), "/");
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertFalse(e.toString().contains("secret"));
    }

    @Test
    void letsGoWhenInterrupted() throws Exception {
        try (ScriptedDevice silent = new ScriptedDevice(SILENCE)) {
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                try {
                    http(silent).call(DeviceRequest.get("/"));
                } catch (Exception e) {
                    outcome.set(e);
                }
            });
            caller.start();
            await().until(() -> !silent.requests().isEmpty());
            caller.interrupt();
            caller.join(2000);
            assertInstanceOf(InterruptedException.class, outcome.get());
            await().until(() -> silent.openConnections() == 0);
        }
    }

    @Test
    void aStreamIsReadPartByPartUntilItIsClosed() throws Exception {
        String stream = "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed\r\n\r\n--b\r\n\r\none\r\n--b\r\n\r\n[stays]";
        try (ScriptedDevice device = new ScriptedDevice(challenge("n1", ""), stream)) {
            DeviceStream line = http(device).open(DeviceRequest.get("/events"), Duration.ofMinutes(1));
            MultipartReader parts = new MultipartReader(line.body(), 1000);
            assertEquals("one", parts.next().orElseThrow().text());
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    parts.next();
                } catch (Exception e) {
                    outcome.set(e);
                }
            });
            reader.start();
            line.close();
            reader.join(2000);
            assertInstanceOf(IOException.class, outcome.get());
            await().until(() -> device.openConnections() == 0);
        }
    }

    @Test
    void aStreamThatFallsSilentIsGivenUp() throws Exception {
        try (ScriptedDevice device = new ScriptedDevice("HTTP/1.1 200 OK\r\n\r\n--b\r\n[stays]");
                DeviceStream line = http(device).open(DeviceRequest.get("/"), Duration.ofMillis(50))) {
            MultipartReader parts = new MultipartReader(line.body(), 1000);
            assertThrows(java.net.SocketTimeoutException.class, parts::next);
        }
    }

    @Test
    void takesThePinnedCertificateWithAndWithoutColons() throws Exception {
        try (TlsDevice device = new TlsDevice()) {
            for (String pin : List.of(
                    device.fingerprint(), device.fingerprint().replace(":", "").toLowerCase(Locale.ROOT))) {
                DeviceHttp http = new DeviceHttp(device.address(), LOGIN, USUAL.withFingerprint(pin));
                assertEquals(200, http.call(DeviceRequest.get("/")).status());
            }
        }
    }

    @Test
    void refusesAnotherCertificateAndNamesTheDeviceAndBoth() throws Exception {
        String other = "0123456789abcdef".repeat(4);
        try (TlsDevice device = new TlsDevice()) {
            DeviceHttp http = new DeviceHttp(device.address(), LOGIN, USUAL.withFingerprint(other));
            DeviceHttpException e = failure(http, "/");
            assertEquals(Kind.PROTOCOL, e.kind());
            String shown = device.fingerprint().replace(":", "").toLowerCase(Locale.ROOT);
            for (String named :
                    List.of(device.address().getRawAuthority(), shown.substring(0, 16), other.substring(0, 16))) {
                assertTrue(e.getMessage().contains(named), () -> named + " is not in: " + e.getMessage());
            }
        }
    }

    @Test
    void refusesACertificateOfItsOwnMakingWithoutAPin() throws Exception {
        try (TlsDevice device = new TlsDevice()) {
            DeviceHttpException e = failure(new DeviceHttp(device.address(), LOGIN, USUAL), "/");
            assertEquals(Kind.PROTOCOL, e.kind());
            assertTrue(e.getMessage().contains("no TLS with it"), e.getMessage());
        }
    }

    @Test
    void aRequestIsOneLineOnTheDeviceItself() {
        for (String path : new String[] {"x", "//other/x", "/a b", "/a\r\nHost: other", "http://other/"}) {
            assertThrows(IllegalArgumentException.class, () -> DeviceRequest.get(path), path);
        }
    }

    private static String challenge(String nonce, String more) {
        return answer(
                401,
                "WWW-Authenticate: Digest realm=\"cam\", qop=\"auth\", nonce=\"" + nonce + "\"" + more + "\r\n",
                "");
    }

    private static DeviceHttp http(ScriptedDevice device) {
        return new DeviceHttp(device.address(), LOGIN, USUAL);
    }

    private static DeviceHttpException failure(DeviceHttp http, String path) {
        DeviceHttpException e = assertThrows(DeviceHttpException.class, () -> http.call(DeviceRequest.get(path)));
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
        return e;
    }
}
