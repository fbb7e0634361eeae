package id.pantau.onboarding.door;

import id.pantau.onboarding.LargeBodies;
import id.pantau.onboarding.SubmissionFormats;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A URL of the partner's that answers with its cameras (GET); what is the same as before, or is said to be (304, RFC 9110 section
 * 15.4.5), is no submission. Receipts are posted where that is configured. No redirect is followed.
 */
final class PolledApi implements Door {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 15_000;

    private final String partner;
    private final DoorSettings settings;
    private final Secrets secrets;
    private final SSLContext tls;
    private Known known = new Known(null, new byte[0]);
    private Known fresh = known;

    /** What the API said last of what is kept, and the SHA-256 of that. */
    private record Known(@Nullable String entityTag, byte[] digest) {}

    PolledApi(String partner, DoorSettings settings, Secrets secrets) {
        this.partner = partner;
        this.settings = settings;
        this.secrets = secrets;
        this.tls = Authorities.tls(settings);
    }

    @Override
    public String source() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("period", settings.every().toMillis());
        options.put("delay", 0);
        return secrets.source("timer:id.pantau.onboarding." + partner + ".poll", options);
    }

    @Override
    public Optional<Incoming> take(Message message, LargeBodies.Place place) throws IOException {
        HttpURLConnection connection = connect(settings.from());
        try {
            connection.setRequestProperty(
                    "Accept", String.join(", ", SubmissionFormats.JSON, SubmissionFormats.CSV, SubmissionFormats.XLSX));
            String tag = known.entityTag();
            if (tag != null) {
                connection.setRequestProperty("If-None-Match", tag);
            }
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NOT_MODIFIED || status == HttpURLConnection.HTTP_NO_CONTENT) {
                return Optional.empty();
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the API answers " + status);
            }
            byte[] body = place.read(connection.getInputStream(), MOST_BYTES, LONGEST);
            byte[] digest = sha256(body);
            if (Arrays.equals(digest, known.digest())) {
                return Optional.empty();
            }
            fresh = new Known(connection.getHeaderField("ETag"), digest);
            String said = connection.getContentType();
            return Optional.of(new Incoming(said == null ? settings.contentType() : said, "", body));
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void settled() {
        known = fresh;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Optional<String> sink() {
        return Optional.empty();
    }

    @Override
    public void write(Outgoing outgoing, Message message) throws IOException {
        if (settings.to().isEmpty()) {
            return;
        }
        HttpURLConnection connection = connect(settings.to());
        try {
            byte[] body = outgoing.json().getBytes(StandardCharsets.UTF_8);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Content-Type", SubmissionFormats.JSON);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                throw new IOException("the receipts' URL answers " + status);
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connect(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls.getSocketFactory());
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (!settings.password().isEmpty()) {
            connection.setRequestProperty("Authorization", authorization());
        }
        return connection;
    }

    private String authorization() {
        if (settings.user().isEmpty()) {
            return "Bearer " + settings.password();
        }
        byte[] login = (settings.user() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    @Override
    public Map<String, Object> beans() {
        return secrets.beans();
    }
}
