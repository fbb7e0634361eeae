package id.pantau.rtsp.hls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves a stream over HTTP on loopback, and remembers what it did not have. */
final class HlsServer implements AutoCloseable {
    final List<String> missing = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final HlsStream stream;

    HlsServer(HlsStream stream) throws IOException {
        this.stream = stream;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        Optional<HlsResource> found = stream.find(name);
        if (found.isEmpty()) {
            missing.add(name);
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        try (HlsResource resource = found.get();
                OutputStream out = exchange.getResponseBody()) {
            exchange.getResponseHeaders().set("Content-Type", resource.contentType());
            exchange.sendResponseHeaders(200, resource.length());
            out.write(bytes(resource));
        }
    }

    static byte[] bytes(HlsResource resource) {
        ByteBuffer all = ByteBuffer.allocate((int) resource.length());
        resource.body().forEach(all::put);
        return all.array();
    }
}
