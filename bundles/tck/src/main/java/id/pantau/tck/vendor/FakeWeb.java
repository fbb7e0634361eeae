package id.pantau.tck.vendor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** A web server on loopback that counts its connections, for fake devices. HTTP/1.1, a thread for each connection. */
public final class FakeWeb implements AutoCloseable {
    private static final int MAX_LINE = 16_384;
    private static final int MAX_BODY = 1 << 20;
    private static final int MOST_CLOSING_MILLIS = 5_000;

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    /**
     * @param headers by lower-case name
     * @param gone whether who asked has hung up, for answers that take their time
     */
    public record Request(String method, URI uri, Map<String, String> headers, byte[] body, BooleanSupplier gone) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Writes a body as long as it likes. */
    @FunctionalInterface
    public interface Endless {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * What is sent; its length is told, and the connection is kept.
     *
     * @param endless what is sent behind the body, without a length, until the connection is closed
     */
    public record Response(int status, Map<String, String> headers, byte[] body, Optional<Endless> endless) {
        public Response(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, Optional.empty());
        }

        public static Response endless(String type, Endless body) {
            return new Response(200, Map.of("Content-Type", type), new byte[0], Optional.of(body));
        }

        public static Response of(int status, String type, byte[] body) {
            return new Response(status, Map.of("Content-Type", type), body);
        }

        public Response with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Response(status, more, body, endless);
        }
    }

    /** Answers requests, from several threads. */
    @FunctionalInterface
    public interface Handler {
        Response answer(Request request) throws IOException, InterruptedException;
    }

    public FakeWeb(Handler handler) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), handler);
    }

    /** One at an address of its own, such as 127.0.3.7: a network has many. */
    public FakeWeb(InetSocketAddress address, Handler handler) throws IOException {
        this.handler = handler;
        this.listener = new ServerSocket();
        listener.bind(address, 50);
        acceptor = daemon(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int openConnections() {
        return clients.size();
    }

    /** The port is free again when this returns: a thread that waits in {@code accept} keeps it until it has come back. */
    @Override
    public void close() {
        closeQuietly(listener);
        clients.forEach(FakeWeb::closeQuietly);
        try {
            acceptor.join(MOST_CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            clients.forEach(FakeWeb::closeQuietly);
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            while (one(client, in, client.getOutputStream())) {
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the client went away, which it may at any time
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static boolean isGone(Socket client, InputStream in) {
        try {
            client.setSoTimeout(1);
            try {
                in.mark(1);
                boolean over = in.read() < 0;
                in.reset();
                return over;
            } catch (SocketTimeoutException e) {
                return false;
            } finally {
                client.setSoTimeout(0);
            }
        } catch (IOException e) {
            return true;
        }
    }

    private boolean one(Socket client, InputStream in, OutputStream out) throws IOException, InterruptedException {
        String[] start = line(in).split(" ");
        if (start.length < 3) {
            return false;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        int length = Math.min(MAX_BODY, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        byte[] body = in.readNBytes(length);
        Response response =
                handler.answer(new Request(start[0], URI.create(start[1]), headers, body, () -> isGone(client, in)));
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " Said\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (response.endless().isPresent()) {
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            response.endless().get().write(out);
            return false;
        }
        head.append("Content-Length: ").append(response.body().length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        out.write(response.body());
        return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n' && line.size() < MAX_LINE; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-web");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
