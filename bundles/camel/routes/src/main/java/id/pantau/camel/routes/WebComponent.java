package id.pantau.camel.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code https://HOST/PATH} and {@code http://…}, to send a message's body to. Options: {@code method}, {@code POST} (by default) or {@code
 * PUT}; {@code token}, for {@code Authorization: Bearer}; {@code username} and {@code password}. The header Content-Type goes along and
 * no other; no redirect is followed. What is answered becomes the body; anything but 2xx throws. A URL has no query of its own.
 */
final class WebComponent extends DefaultComponent {
    static final Set<String> OPTIONS = Set.of("method", "token", "username", "password");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST_REQUEST = 16 << 20;
    private static final int LARGEST_ANSWER = 1 << 20;

    private final String scheme;
    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /** @param scheme {@code http} or {@code https} */
    WebComponent(String scheme) {
        this.scheme = scheme;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        URI url = URI.create(scheme + "://" + remaining);
        if (url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'" + scheme + "://" + remaining + "' has no host, or has a login in it");
        }
        String method = getAndRemoveParameter(parameters, "method", String.class, "POST");
        if (!method.equals("POST") && !method.equals("PUT")) {
            throw new IllegalArgumentException("method is POST or PUT, not '" + method + "'");
        }
        return new WebEndpoint(uri, url, method, authorization(parameters));
    }

    private String authorization(Map<String, Object> parameters) {
        String token = secret(parameters, "token");
        String user = secret(parameters, "username");
        String password = secret(parameters, "password");
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        return user.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String secret(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value != null && value.toString().startsWith("#")) {
            return resolveAndRemoveReferenceParameter(parameters, name, String.class);
        }
        parameters.remove(name);
        return value == null ? "" : value.toString();
    }

    private final class WebEndpoint extends DefaultEndpoint {
        private final URI url;
        private final String method;
        private final String authorization;

        WebEndpoint(String uri, URI url, String method, String authorization) {
            super(uri, WebComponent.this);
            this.url = url;
            this.method = method;
            this.authorization = authorization;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    send(exchange.getMessage());
                }
            };
        }

        private void send(Message message) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("User-Agent", "Pantau")
                    .method(method, BodyPublishers.ofByteArray(bytes(message)));
            String type = message.getHeader(Headers.CONTENT_TYPE, "application/octet-stream", String.class);
            request.header(Headers.CONTENT_TYPE, type);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() / 100 != 2) {
                    throw new IOException(url.getHost() + " answered " + answer.statusCode());
                }
                Headers.strip(message);
                message.setHeader(
                        Headers.CONTENT_TYPE,
                        answer.headers().firstValue(Headers.CONTENT_TYPE).orElse(""));
                message.setBody(read(body));
            }
        }

        /** The client's own limit of time ends with the answer's header. */
        private byte[] read(InputStream body) throws IOException {
            AtomicBoolean late = new AtomicBoolean();
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    () -> {
                        late.set(true);
                        close(body);
                    },
                    CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            try {
                byte[] answer = body.readNBytes(LARGEST_ANSWER);
                if (!late.get()) {
                    return answer;
                }
            } catch (IOException e) {
                if (!late.get()) {
                    throw e;
                }
            } finally {
                end.cancel(false);
            }
            throw new IOException(url.getHost() + " took longer than " + PATIENCE.toSeconds() + " s to answer");
        }

        /** For whoever reads it ends there, or fails. */
        private static void close(InputStream body) {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] bytes(Message message) throws IOException {
            if (message.getBody() instanceof String text) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            InputStream body = message.getBody(InputStream.class);
            if (body == null) {
                return new byte[0];
            }
            try (body) {
                byte[] bytes = body.readNBytes(LARGEST_REQUEST + 1);
                if (bytes.length > LARGEST_REQUEST) {
                    throw new IOException("the body has more than " + LARGEST_REQUEST + " bytes");
                }
                return bytes;
            }
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException(scheme + ": is to send to; nothing can be read from it");
        }
    }
}
