package id.pantau.tck.vendor;

import id.pantau.model.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Something on loopback that is no camera. It keeps what it is told. */
final class Stranger implements AutoCloseable {
    private static final int MAX_HEARD = 1 << 16;

    private final ServerSocket listener;
    private final Manner manner;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final StringBuffer heard = new StringBuffer();
    private final AtomicLong sent = new AtomicLong();

    /** How it behaves. */
    enum Manner {
        WEB,
        SILENT,
        BABBLE,
        /** Answers in the protocol that it is asked in, but what it says is nothing. */
        NOISE,
        /** Answers in the protocol that it is asked in, for ever. */
        ENDLESS
    }

    Stranger(Manner manner) throws IOException {
        this.manner = manner;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Answers what is HTTP with a page and everything else with 400, as web servers do. */
    static Stranger webServer() throws IOException {
        return new Stranger(Manner.WEB);
    }

    /** Accepts connections and says nothing. */
    static Stranger silent() throws IOException {
        return new Stranger(Manner.SILENT);
    }

    /** Sends, from the first moment and without end, what no protocol knows. */
    static Stranger babbler() throws IOException {
        return new Stranger(Manner.BABBLE);
    }

    /** The camera's address as it would be on a port where nothing listens. */
    static Endpoint nobody(Endpoint camera) throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return onPort(camera, gone.getLocalPort());
        }
    }

    /** The camera's address, but for the port, which is this stranger's. */
    Endpoint insteadOf(Endpoint camera) {
        return onPort(camera, listener.getLocalPort());
    }

    int connections() {
        return clients.size();
    }

    /** How many bytes of answers without end were taken from it. */
    long sent() {
        return sent.get();
    }

    String heard() {
        return heard.toString();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        clients.forEach(Stranger::closeQuietly);
    }

    private static Endpoint onPort(Endpoint camera, int port) {
        URI uri = camera.uri();
        try {
            return new Endpoint(new URI(uri.getScheme(), null, "127.0.0.1", port, uri.getPath(), uri.getQuery(), null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                daemon(() -> talk(client));
            }
        } catch (IOException e) {
            heard.append("[closed]");
        }
    }

    private void talk(Socket client) {
        try (client) {
            while (manner == Manner.BABBLE) {
                client.getOutputStream().write("\u0007babble ".getBytes(StandardCharsets.UTF_8));
            }
            StringBuilder request = new StringBuilder();
            for (int c = client.getInputStream().read();
                    c >= 0;
                    c = client.getInputStream().read()) {
                request.append((char) c);
                if (heard.length() < MAX_HEARD) {
                    heard.append((char) c);
                }
                if (manner != Manner.SILENT && request.toString().endsWith("\r\n\r\n")) {
                    answer(request.toString(), client.getOutputStream());
                    return;
                }
            }
        } catch (IOException e) {
            heard.append("[gone]");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String request, OutputStream out) throws IOException, InterruptedException {
        boolean http = request.lines().findFirst().orElse("").contains("HTTP/1");
        if (manner == Manner.WEB) {
            out.write(page(http).getBytes(StandardCharsets.UTF_8));
            return;
        }
        out.write((http ? httpHead() : rtspHead(request)).getBytes(StandardCharsets.UTF_8));
        if (manner == Manner.NOISE) {
            out.write(Rubbish.noise());
        } else {
            Rubbish.endless("a=b\r\n".getBytes(StandardCharsets.US_ASCII), sent).write(out);
        }
    }

    private static String httpHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n";
    }

    private String rtspHead(String request) {
        String number = request.lines()
                .filter(line -> line.regionMatches(true, 0, "CSeq:", 0, 5))
                .findFirst()
                .orElse("CSeq: 1");
        long length = manner == Manner.NOISE ? Rubbish.noise().length : Integer.MAX_VALUE;
        return "RTSP/1.0 200 OK\r\n" + number + "\r\nContent-Type: application/sdp\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static String page(boolean http) {
        String body = "<html><body>Hello</body></html>";
        return "HTTP/1.1 " + (http ? "200 OK" : "400 Bad Request") + "\r\nServer: web\r\nContent-Type: text/html\r\n"
                + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stranger");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
