package id.pantau.onvif.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChallengeTest {
    private static final DeviceLogin MUFASA = new DeviceLogin("Mufasa", "Circle of Life");
    private static final String COMMON = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    /** The examples of RFC 7616, section 3.9.1. */
    @Test
    void answersAsTheStandardHasIt() {
        assertTrue(answer("Digest algorithm=MD5, " + COMMON).contains("\"8ca523f5e9506fed4657c9700eebdbec\""));
        assertTrue(answer("Digest algorithm=SHA-256, " + COMMON)
                .contains("\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""));
    }

    @Test
    void answersForASession() {
        Challenge challenge = strongest("Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=MD5-sess");
        assertTrue(challenge.answer(MUFASA, "GET", "/x", "cn").contains("\"9e8a858cfb0cc5e6582dc57d8262d525\""));
    }

    @Test
    void countsItsAnswers() {
        Challenge challenge = strongest("Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"");
        challenge.answer(MUFASA, "GET", "/", "cn");
        assertTrue(challenge.answer(MUFASA, "GET", "/", "cn").contains("nc=00000002"));
    }

    @Test
    void takesTheStrongestOfSeveralInOneHeader() {
        String header = "Basic realm=\"a, Digest nonce=1\", Digest realm=\"md\", nonce=\"n\", algorithm=MD5,"
                + " Digest realm=\"sha\", nonce=\"n\", algorithm=SHA-256";
        assertTrue(strongest(header).answer(MUFASA, "GET", "/").contains("realm=\"sha\""));
    }

    @Test
    void readsNoChallengeInARealm() {
        List<String> header = List.of("Basic realm=\"a, Digest nonce=1\"");
        assertTrue(Challenge.strongest(header, false).isEmpty());
        assertEquals("a, Digest nonce=1", Challenge.realm(header));
    }

    @Test
    void givesAReadablePasswordOnlyWhenAllowed() {
        List<String> basic = List.of("Basic realm=\"x\"");
        assertTrue(Challenge.strongest(basic, false).isEmpty());
        assertEquals(
                "Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl",
                Challenge.strongest(basic, true).orElseThrow().answer(MUFASA, "GET", "/"));
    }

    @Test
    void doesNotAnswerWhatItCannot() {
        assertTrue(Challenge.strongest(List.of("Digest nonce=\"n\", algorithm=SHA-512-256"), true)
                .isEmpty());
        assertTrue(Challenge.strongest(List.of("Digest nonce=\"n\", qop=\"auth-int\""), true)
                .isEmpty());
        assertTrue(
                Challenge.strongest(List.of("Digest realm=\"no nonce\""), true).isEmpty());
    }

    private static Challenge strongest(String header) {
        return Challenge.strongest(List.of(header), true).orElseThrow();
    }

    private static String answer(String header) {
        return strongest(header)
                .answer(MUFASA, "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    }
}
