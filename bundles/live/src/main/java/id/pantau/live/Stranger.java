package id.pantau.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody on this machine who is no camera, to try drivers on. Remembers the beginning of what was said. Closed by the user. */
final class Stranger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stranger.class);
    private static final int MOST_HEARD = 1 << 16;
    private static final int MOST_CLIENTS = 64;
    private static final int LONGEST_SILENCE_MILLIS = 30_000;

    /** How it behaves. */
    enum Manner {
        /** Accepts, and says nothing. */
        SILENT,
        /** Sends without end what no protocol knows. */
        BABBLING,
        /** Answers every request with a web page. */
        WEB
    }

    private final Manner manner;
    private final ServerSocket listener;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    Stranger(Manner manner) throws IOException {
        this.manner = manner;
        this.listener = new ServerSocket(0, MOST_CLIENTS, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String heard() {
        synchronized (heard) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                clients.add(client);
                client.setSoTimeout(LONGEST_SILENCE_MILLIS);
                if (clients.size() > MOST_CLIENTS) {
                    client.close();
                } else {
                    daemon(() -> talk(client));
                }
            } catch (IOException closed) {
                LOG.debug("A stranger hears nobody any more");
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            while (manner == Manner.BABBLING) {
                client.getOutputStream().write("\u0007babble ".getBytes(StandardCharsets.US_ASCII));
            }
            if (listen(client.getInputStream())) {
                client.getOutputStream().write(page());
            }
        } catch (IOException gone) {
            LOG.debug("A driver has hung up on a stranger");
        }
    }

    /** Whether there is an answer to it. */
    private boolean listen(InputStream in) throws IOException {
        int ends = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            synchronized (heard) {
                if (heard.size() < MOST_HEARD) {
                    heard.write(c);
                }
            }
            ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
            if (manner == Manner.WEB && ends == 2) {
                return true;
            }
        }
        return false;
    }

    private static byte[] page() {
        String body = "<html><body>Hello</body></html>";
        return ("HTTP/1.1 200 OK\r\nServer: web\r\nContent-Type: text/html\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "pantau-stranger");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
