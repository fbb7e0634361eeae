package id.pantau.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A URL that takes messages by POST. Thread-safe. */
final class Webhook {
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient client;
    private final URI uri;
    private final String key;
    private final Duration patience;

    /**
     * @param key that messages are signed with; empty for none
     * @param patience for the connection, and for the answer
     */
    Webhook(URI uri, String key, Duration patience) {
        this.uri = uri;
        this.key = key;
        this.patience = patience;
        client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Posts JSON.
     *
     * @throws IOException when the answer is anything but 2xx, or none; the URL, which may hold a secret, is not in its words
     */
    void post(byte[] json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Pantau")
                .POST(BodyPublishers.ofByteArray(json));
        if (!key.isEmpty()) {
            request.header("X-Pantau-Signature", "sha256=" + signature(json));
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        // however long it is, nobody reads it
        answer.body().close();
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the webhook answered " + answer.statusCode());
        }
    }

    private String signature(byte[] json) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
