package id.pantau.rtsp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server: takes connections, makes one of its own for each, and carries bytes both ways. */
public final class TcpFront implements AutoCloseable {
    private final ServerSocket listening;
    private final URI behind;
    private final Way up;
    private final Way down;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Carries bytes until one side hangs up, on a thread of its own. */
    @FunctionalInterface
    public interface Way {
        Way PLAIN = (from, to) -> from.getInputStream().transferTo(to.getOutputStream());

        void carry(Socket from, Socket to) throws IOException;
    }

    /**
     * Starts.
     *
     * @param listening closed with the front
     * @param down from the server to the client
     */
    public TcpFront(ServerSocket listening, URI behind, Way up, Way down) {
        this.listening = listening;
        this.behind = behind;
        this.up = up;
        this.down = down;
        start(this::accept);
    }

    /** The server's path, here. */
    public URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + behind.getPath());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(behind.getHost(), behind.getPort());
            sockets.addAll(List.of(client, server));
            start(() -> carry(up, client, server));
            start(() -> carry(down, server, client));
        }
    }

    private static void carry(Way way, Socket from, Socket to) throws IOException {
        try (from;
                to) {
            way.carry(from, to);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // a side hung up, or the front was closed
                    }
                },
                "tcp-front");
        thread.setDaemon(true);
        thread.start();
    }
}
