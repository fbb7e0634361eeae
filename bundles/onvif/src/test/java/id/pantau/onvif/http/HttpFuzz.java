package id.pantau.onvif.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** A device's HTTP answer, the challenge in it, and its body taken as one of many parts. */
public final class HttpFuzz {
    private static final int LONGEST = 1000;

    private HttpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(input);
            DeviceAnswer head = Wire.head(in);
            require(head.status() >= 200 && head.status() <= 999, "a status is one");
            Optional<Challenge> challenge = Challenge.strongest(head.all("www-authenticate"), false);
            if (challenge.isPresent()) {
                String line = challenge.get().answer(new DeviceLogin("user", "password"), "POST", "/");
                require(line.indexOf('\n') < 0 && line.indexOf('\r') < 0, "a header is one line");
                require(line.startsWith("Digest "), "a login is by Digest");
            }
            MultipartReader parts = new MultipartReader(BodyStream.of(in, head), LONGEST);
            for (Optional<MultipartReader.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                require(part.get().body().length <= LONGEST, "a part has its bound");
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
