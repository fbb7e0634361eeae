package id.pantau.rtsp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.protocol.Authenticator.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A login")
class DigestTest {
    private static final String RFC_7616_NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String RFC_7616_CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    @Test
    @DisplayName("answers Digest as RFC 7616, section 3.9.1, with MD5 and with SHA-256")
    void answersAsRfc7616() {
        assertEquals("8ca523f5e9506fed4657c9700eebdbec", rfc7616("MD5"));
        assertEquals("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", rfc7616("SHA-256"));
    }

    @Test
    @DisplayName("answers Digest without qop as RFC 2069")
    void answersAsRfc2069() {
        DigestAnswer answer = new DigestAnswer(
                "Mufasa", "CircleOfLife", "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "", "", false);
        assertEquals("1949323746fe6a43ef61f9606e7febea", answer.response("GET", "/dir/index.html", 1, ""));
        assertFalse(answer.header("GET", "/dir/index.html", 1, "abc").contains("cnonce"));
    }

    @Test
    @DisplayName("takes SHA-256 before MD5, and Digest before Basic, in one header or several")
    void takesTheStrongest() {
        Authenticator authenticator = new Authenticator("u", "p");
        assertEquals(
                Verdict.ANSWERED,
                authenticator.challenged(List.of(
                        "Basic realm=\"b\", Digest realm=\"x, y\", nonce=\"n1\", algorithm=MD5, qop=\"auth,auth-int\"",
                        "Digest realm=\"x\", nonce=\"n2\", algorithm=SHA-256, opaque=\"o\"")));
        String header = authenticator.header("DESCRIBE", "rtsp://h/").orElseThrow();
        assertTrue(header.startsWith("Digest username=\"u\", realm=\"x\", nonce=\"n2\""), header);
        assertTrue(header.contains("opaque=\"o\""), header);
        assertFalse(header.contains("qop"), header);
    }

    @Test
    @DisplayName("counts its uses of a nonce")
    void countsUses() {
        Authenticator authenticator = new Authenticator("u", "p");
        authenticator.challenged(List.of("Digest realm=\"r\", nonce=\"n\", qop=\"auth\""));
        assertTrue(authenticator.header("OPTIONS", "*").orElseThrow().contains("nc=00000001"));
        assertTrue(authenticator.header("OPTIONS", "*").orElseThrow().contains("nc=00000002"));
    }

    @Test
    @DisplayName("is sent as Basic where nothing better is offered")
    void sendsBasic() {
        Authenticator authenticator = new Authenticator("Aladdin", "open sesame");
        assertEquals(Verdict.ANSWERED, authenticator.challenged(List.of("basic realm=WallyWorld")));
        assertEquals(
                "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                authenticator.header("DESCRIBE", "rtsp://h/").orElseThrow());
    }

    @Test
    @DisplayName("that was refused is not sent again, unless only its nonce was stale")
    void isNotSentAgain() {
        Authenticator authenticator = new Authenticator("u", "p");
        authenticator.challenged(List.of("Digest realm=\"r\", nonce=\"1\""));
        assertEquals(
                Verdict.ANSWERED, authenticator.challenged(List.of("Digest realm=\"r\", nonce=\"2\", stale=TRUE")));
        assertEquals(Verdict.REFUSED, authenticator.challenged(List.of("Digest realm=\"r\", nonce=\"3\"")));
        assertEquals(Verdict.REFUSED, authenticator.challenged(List.of("Basic realm=\"r\"")));
    }

    @Test
    @DisplayName("is sent in no way that is not known")
    void isNotSentInUnknownWays() {
        for (String challenge : List.of(
                "Bearer realm=\"r\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"r\"",
                "",
                ",,,=\"")) {
            Authenticator authenticator = new Authenticator("u", "p");
            assertEquals(Verdict.UNKNOWN_SCHEME, authenticator.challenged(List.of(challenge)), challenge);
            assertTrue(authenticator.header("OPTIONS", "*").isEmpty());
        }
    }

    @Test
    @DisplayName("is not held up by a challenge that is long and broken")
    void isNotHeldUp() {
        for (String part : List.of("a ", "a=", "\"", "a=\"\\\"", "a=b,", "Digest ", "x=\"y")) {
            String challenge = "Digest nonce=\"" + part.repeat(30_000 / part.length());
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> new Authenticator("u", "p").challenged(List.of(challenge)));
        }
    }

    @Test
    @DisplayName("cannot smuggle a line into the header, nor is it printed")
    void smugglesNothing() {
        DigestAnswer answer = new DigestAnswer("a\r\nX: y\"", "secret", "r", "n", "", "", false);
        String header = answer.header("OPTIONS", "*", 1, "c");
        assertFalse(header.contains("\n"));
        assertTrue(header.contains("a??X: y\\\""), header);
        assertFalse(answer.toString().contains("secret"));
    }

    private static String rfc7616(String algorithm) {
        return new DigestAnswer(
                        "Mufasa", "Circle of Life", "http-auth@example.org", RFC_7616_NONCE, "", algorithm, true)
                .response("GET", "/dir/index.html", 1, RFC_7616_CLIENT_NONCE);
    }
}
