package id.pantau.onvif.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.onvif.OnvifLogin;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
    private static final OnvifLogin MUFASA = new OnvifLogin("Mufasa", "Circle of Life");
    private static final String EXAMPLE =
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    @Test
    @DisplayName("a token's digest is that of ONVIF's own example")
    void token() {
        assertEquals(
                "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
                UsernameToken.digest(
                        Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg=="),
                        "2010-09-16T07:50:45Z",
                        "userpassword"));
        String xml = UsernameToken.of(new OnvifLogin("admin", "secret"), Instant.parse("2026-01-02T03:04:05Z"))
                .toString();
        assertTrue(xml.contains(">2026-01-02T03:04:05.000Z<"), xml);
        assertFalse(xml.contains("secret"), xml);
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    @DisplayName("a challenge is answered as in RFC 7616's own example")
    void digest(String algorithm, String response) {
        DigestChallenge challenge = DigestChallenge.strongest(List.of(String.format(EXAMPLE, algorithm)))
                .orElseThrow();
        String line =
                challenge.answer(MUFASA, "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assertTrue(line.contains("response=\"" + response + "\""), line);
        assertTrue(line.contains("nc=00000001"), line);
        assertTrue(challenge.answer(MUFASA, "GET", "/", "x").contains("nc=00000002"));
    }

    @Test
    @DisplayName("of several challenges, in one header or two, the stronger is answered; Basic never is")
    void strongest() {
        String both = "Basic realm=\"x\", " + String.format(EXAMPLE, "MD5") + ", " + String.format(EXAMPLE, "SHA-256");
        String line = DigestChallenge.strongest(List.of(both)).orElseThrow().answer(MUFASA, "GET", "/");
        assertTrue(line.contains("algorithm=SHA-256"), line);
        assertTrue(DigestChallenge.strongest(List.of("Basic realm=\"x\"")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=\"x\"",
                "Digest realm=\"x\", nonce=\"y\", algorithm=SHA-512-256",
                "Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"",
                "Digest",
                ""
            })
    @DisplayName("a challenge that cannot be answered is none")
    void unanswerable(String header) {
        assertTrue(DigestChallenge.strongest(List.of(header)).isEmpty());
    }

    @Test
    @DisplayName("an answer holds no line break, whatever the server said")
    void noSplitting() {
        String line = DigestChallenge.strongest(List.of("Digest realm=\"a\r\nX: y\", nonce=\"b\""))
                .orElseThrow()
                .answer(MUFASA, "GET", "/");
        assertEquals(1, line.lines().count());
    }
}
