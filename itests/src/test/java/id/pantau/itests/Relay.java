package id.pantau.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between Pantau and a camera, and counts what Pantau tries. */
final class Relay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();

    Relay(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Requests that carried a login. */
    int logins() {
        return logins.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                Socket camera = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> pump(client, camera, true));
                daemon(() -> pump(camera, client, false));
            } catch (IOException e) {
                // closed, or the camera is away: the client sees its connection end
            }
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            int length;
            while ((length = in.read(buffer)) > 0) {
                if (requests && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("Authorization:")) {
                    logins.incrementAndGet();
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // one side ended
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
