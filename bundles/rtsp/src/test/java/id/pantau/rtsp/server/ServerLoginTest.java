package id.pantau.rtsp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerLoginTest {
    private RtspServer server;
    private Mount mount;

    @BeforeEach
    void start() throws IOException {
        server = RtspServer.start();
        mount = server.mount("/cam", VideoClip.smallTestCard());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("Basic: the right login is granted, the wrong one refused and counted")
    void basic() throws IOException {
        mount.login(ServerLogin.basic("admin", "pass:word"));
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            String challenge = client.request("DESCRIBE", "");
            assertTrue(challenge.contains("WWW-Authenticate: Basic realm="), challenge);
            assertTrue(client.request("DESCRIBE", basic("admin:wrong")).startsWith("RTSP/1.0 401 "));
            assertTrue(client.request("DESCRIBE", basic("admin:pass:word")).startsWith("RTSP/1.0 200 "));
        }
        assertEquals(2, server.logins());
        assertEquals(1, server.loginsRefused());
    }

    @Test
    @DisplayName("Digest: the right login is granted for this connection's nonce, and stale for another's")
    void digest() throws IOException {
        mount.login(ServerLogin.digest("admin", "secret"));
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            String challenge = client.request("DESCRIBE", "");
            int at = challenge.indexOf("nonce=\"") + 7;
            String nonce = challenge.substring(at, challenge.indexOf('"', at));
            String stale = client.request("DESCRIBE", digest("secret", "an-older-nonce"));
            assertTrue(stale.contains("stale=true"), stale);
            assertEquals(0, server.loginsRefused());
            String wrong = client.request("DESCRIBE", digest("wrong", nonce));
            assertTrue(wrong.startsWith("RTSP/1.0 401 ") && !wrong.contains("stale"), wrong);
            assertEquals(1, server.loginsRefused());
            assertTrue(client.request("DESCRIBE", digest("secret", nonce)).startsWith("RTSP/1.0 200 "));
        }
    }

    @Test
    @DisplayName("a login of the wrong scheme is refused")
    void wrongScheme() throws IOException {
        mount.login(ServerLogin.digest("admin", "secret"));
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            assertTrue(client.request("DESCRIBE", basic("admin:secret")).startsWith("RTSP/1.0 401 "));
        }
    }

    @Test
    @DisplayName("the login prints without its password")
    void printsWithoutPassword() {
        assertFalse(ServerLogin.basic("admin", "secret").toString().contains("secret"));
    }

    private static String basic(String pair) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private String digest(String password, String nonce) {
        String uri = server.uri("/cam").toString();
        String response =
                md5(md5("admin:" + Challenge.REALM + ":" + password) + ":" + nonce + ":" + md5("DESCRIBE:" + uri));
        return "Authorization: Digest username=\"admin\", realm=\"" + Challenge.REALM + "\", nonce=\"" + nonce
                + "\", uri=\"" + uri + "\", response=\"" + response + "\"\r\n";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
