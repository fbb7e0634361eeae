package id.pantau.onvif.soap;

import id.pantau.onvif.OnvifLogin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** A device's HTTP answer, and the challenge in it. */
public final class HttpFuzz {
    private static final int LONGEST = 1000;

    private HttpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            HttpExchange.Answer answer = HttpExchange.answer(new ByteArrayInputStream(input), LONGEST);
            require(answer.body().length <= LONGEST, "a body has its bound");
            require(answer.status() >= 200 && answer.status() <= 999, "a status is one");
            Optional<DigestChallenge> challenge = DigestChallenge.strongest(answer.all("www-authenticate"));
            if (challenge.isPresent()) {
                String line = challenge.get().answer(new OnvifLogin("user", "password"), "POST", "/");
                require(line.indexOf('\n') < 0 && line.indexOf('\r') < 0, "a header is one line");
                require(line.startsWith("Authorization: Digest "), "a login is by Digest");
            }
        } catch (IOException e) {
            require(e.getMessage() != null, "a refusal says why");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
