package id.pantau.rtsp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** An HTTP camera that sends a picture every 40 ms, for ever, at {@code /video.mjpg}; and what else such servers answer. */
public final class PictureServer implements AutoCloseable {
    public static final byte[] PICTURE = picture();

    /** The {@code Authorization} of every request, empty where it had none. */
    public final List<String> logins = new CopyOnWriteArrayList<>();

    public final List<String> paths = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public PictureServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        logins.add(login == null ? "" : login);
        paths.add(exchange.getRequestURI().toString());
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/video.mjpg" -> send(exchange, Integer.MAX_VALUE);
            case "/one.mjpg" -> send(exchange, 1);
            case "/locked.mjpg" -> {
                if (login != null && login.startsWith("Digest username=\"viewer\"")) {
                    send(exchange, Integer.MAX_VALUE);
                } else {
                    refuse(exchange, "Digest realm=\"cam\", nonce=\"abc\", qop=\"auth\"");
                }
            }
            case "/closed.mjpg" -> refuse(exchange, "Basic realm=\"cam\"");
            case "/elsewhere.mjpg" -> {
                exchange.getResponseHeaders().set("Location", uri("/video.mjpg").toString());
                finish(exchange, 302);
            }
            case "/page.mjpg" -> finish(exchange, 200);
            default -> finish(exchange, 404);
        }
    }

    private static void refuse(HttpExchange exchange, String challenge) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        finish(exchange, 401);
    }

    private static void finish(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void send(HttpExchange exchange, int pictures) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=--x");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < pictures; i++) {
                out.write("----x\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(PICTURE);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(40);
            }
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] picture() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
            image.setRGB(10, 10, 0xFFFFFF);
            ImageIO.write(image, "jpg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
