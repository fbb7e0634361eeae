package id.pantau.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Stands between Pantau and a camera, and counts what Pantau tries. */
final class Relay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

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

    /** Logins that the camera refused: answers 401 to a request that carried one. */
    int refusals() {
        return refusals.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                Socket camera = new Socket(InetAddress.getLoopbackAddress(), target);
                AtomicBoolean login = new AtomicBoolean();
                daemon(() -> pump(client, camera, text -> login.set(text.contains("Authorization:"))));
                daemon(() -> pump(camera, client, text -> {
                    if (text.startsWith("RTSP/1.0 401") && login.get()) {
                        refusals.incrementAndGet();
                    }
                }));
            } catch (IOException e) {
                // closed, or the camera is away: the client sees its connection end
            }
        }
    }

    private static void pump(Socket from, Socket to, Consumer<String> watch) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            int length;
            while ((length = in.read(buffer)) > 0) {
                watch.accept(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
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
