package id.pantau.rtsp.hls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A page that plays streams in hls.js, the streams with blocking reload, and what the page reports. */
final class PlaybackServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_WAIT_NANOS = 12_000_000_000L;
    private static final int LOOK_AGAIN_MILLIS = 5;

    /** Media and playlists that a player asked for in vain. */
    final List<String> missing = new CopyOnWriteArrayList<>();

    final CompletableFuture<JsonNode> report = new CompletableFuture<>();
    private final HttpServer server;
    private final List<HttpServer> media = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] names;

    PlaybackServer(Map<String, HlsStream> streams) throws IOException {
        ArrayNode list = JSON.createArrayNode();
        for (Map.Entry<String, HlsStream> stream : streams.entrySet()) {
            list.addObject()
                    .put("name", stream.getKey())
                    .put("quick", serve(stream.getValue()))
                    .put("classic", serve(stream.getValue()));
        }
        names = JSON.writeValueAsBytes(list);
        server = open();
        server.createContext("/page.html", e -> send(e, "text/html", resource("/playback/page.html")));
        server.createContext(
                "/hls.js",
                e -> send(
                        e,
                        "text/javascript",
                        resource("/META-INF/resources/webjars/hls.js/1.4.12/dist/hls.light.min.js")));
        server.createContext("/streams.json", e -> send(e, "application/json", names));
        server.createContext("/report", this::reported);
        server.start();
    }

    /** A port for every player: a browser has no more than six connections to each, and parked requests take them. */
    private String serve(HlsStream stream) throws IOException {
        HttpServer port = open();
        media.add(port);
        port.createContext("/", e -> media(stream, e));
        port.start();
        return url(port, "index.m3u8");
    }

    private HttpServer open() throws IOException {
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        opened.setExecutor(threads);
        return opened;
    }

    /** @param seconds of every stream to show; @param patience in seconds */
    String page(int seconds, int patience) {
        return url(server, "page.html?seconds=" + seconds + "&patience=" + patience);
    }

    private static String url(HttpServer port, String name) {
        return "http://127.0.0.1:" + port.getAddress().getPort() + "/" + name;
    }

    @Override
    public void close() {
        server.stop(0);
        media.forEach(port -> port.stop(0));
        threads.shutdownNow();
    }

    private void reported(HttpExchange exchange) throws IOException {
        report.complete(JSON.readTree(exchange.getRequestBody()));
        send(exchange, "text/plain", new byte[0]);
    }

    private void media(HlsStream stream, HttpExchange exchange) throws IOException {
        HlsRequest request = request(exchange.getRequestURI());
        HlsAnswer answer = stream.ask(request);
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (answer instanceof HlsAnswer.Later && System.nanoTime() < deadline) {
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            answer = stream.ask(request);
        }
        if (answer instanceof HlsAnswer.Found found) {
            try (HlsResource resource = found.resource()) {
                send(exchange, resource.contentType(), HlsServer.bytes(resource));
            }
            return;
        }
        missing.add(exchange.getRequestURI() + " " + answer);
        exchange.sendResponseHeaders(
                answer instanceof HlsAnswer.Later ? 503 : answer instanceof HlsAnswer.Refused ? 400 : 404, -1);
        exchange.close();
    }

    private static HlsRequest request(URI uri) {
        OptionalLong msn = OptionalLong.empty();
        OptionalInt part = OptionalInt.empty();
        boolean skip = false;
        for (String directive : Optional.ofNullable(uri.getQuery()).orElse("").split("&")) {
            String value = directive.substring(directive.indexOf('=') + 1);
            if (directive.startsWith("_HLS_msn=")) {
                msn = OptionalLong.of(Long.parseLong(value));
            } else if (directive.startsWith("_HLS_part=")) {
                part = OptionalInt.of(Integer.parseInt(value));
            } else {
                skip |= directive.startsWith("_HLS_skip=");
            }
        }
        return new HlsRequest(uri.getPath().substring(1), msn, part, skip);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PlaybackServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** One line for every player that reported. */
    static List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode seen : report.path("all")) {
            lines.add(String.format(
                    java.util.Locale.ROOT,
                    "%-32s %-11s %5.1f s shown, first picture after %4.1f s, %d stalls, %d decoded late (%.0f ms in"
                            + " all), %d backwards, %d of %d dropped, %s %s %s",
                    seen.path("name").asText(),
                    seen.path("mode").asText(),
                    seen.path("shown").asDouble(),
                    seen.path("startedAfter").asDouble() / 1000,
                    seen.path("waits").asInt(),
                    seen.path("late").asInt(),
                    seen.path("stalled").asDouble(),
                    seen.path("backwards").asInt(),
                    seen.path("dropped").asInt(),
                    seen.path("pictures").asInt(),
                    seen.path("errors"),
                    seen.path("fatal").asText(),
                    seen.path("stalls")));
        }
        return lines;
    }
}
