import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * A city's uplink on loopback: what goes from the server to the clients passes one token bucket of the line's rate,
 * in turns of one packet per connection, as on a router with fair queueing. What goes to the server is not shaped.
 * One thread; a connection holds at most 64 KiB, so that the server feels the line by TCP's own back-pressure.
 */
final class Uplink implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int PACKET = 1448;
    private static final long BURST_NANOS = 10_000_000;

    private final InetSocketAddress server;
    private final double bytesPerNano;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();
    private final ArrayDeque<Pair> turns = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "uplink");
    private volatile boolean closed;
    private double tokens;
    private long refilled = System.nanoTime();

    Uplink(InetSocketAddress server, long bitsPerSecond) throws IOException {
        this.server = server;
        this.bytesPerNano = bitsPerSecond / 8e9;
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) door.getLocalAddress()).getPort();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(turns.isEmpty() ? 50 : 1);
                selector.selectedKeys().forEach(this::serve);
                selector.selectedKeys().clear();
                send();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the uplink broke", e);
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof Pair pair) {
            pair.ready(key);
            return;
        }
        try {
            SocketChannel client = door.accept();
            if (client != null) {
                new Pair(client);
            }
        } catch (IOException e) {
            System.err.println("uplink: a connection failed: " + e.getMessage());
        }
    }

    /** Gives each connection that has something to send one packet in turn, as long as the line is free. */
    private void send() {
        long now = System.nanoTime();
        tokens = Math.min(tokens + (now - refilled) * bytesPerNano, Math.max(BURST_NANOS * bytesPerNano, PACKET));
        refilled = now;
        while (tokens >= PACKET && !turns.isEmpty()) {
            Pair pair = turns.poll();
            tokens -= pair.sendPacket();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        door.close();
    }

    private final class Pair {
        private final SocketChannel client;
        private final SocketChannel origin;
        private final SelectionKey clientKey;
        private final SelectionKey originKey;
        private final ByteBuffer up = ByteBuffer.allocate(8 << 10);
        private final ByteBuffer down = ByteBuffer.allocate(BUFFER);
        private boolean queued;
        private boolean originEnded;

        private Pair(SocketChannel client) throws IOException {
            this.client = client;
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            origin = SocketChannel.open();
            origin.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            origin.connect(server);
            origin.configureBlocking(false);
            origin.setOption(StandardSocketOptions.TCP_NODELAY, true);
            clientKey = client.register(selector, SelectionKey.OP_READ, this);
            originKey = origin.register(selector, SelectionKey.OP_READ, this);
            down.limit(0);
        }

        private void ready(SelectionKey key) {
            try {
                if (key == clientKey && key.isValid() && key.isReadable()) {
                    forward();
                } else if (key == clientKey && key.isValid() && key.isWritable()) {
                    clientKey.interestOps(SelectionKey.OP_READ);
                    queue();
                } else if (key == originKey && key.isValid() && key.isReadable()) {
                    receive();
                }
            } catch (IOException e) {
                end();
            }
        }

        private void forward() throws IOException {
            int read = client.read(up.clear());
            if (read < 0) {
                end();
                return;
            }
            up.flip();
            while (up.hasRemaining()) {
                origin.write(up); // requests are small and the server reads them: it does not spin
            }
        }

        private void receive() throws IOException {
            int read = origin.read(down.clear());
            down.flip();
            if (read < 0) {
                originEnded = true;
                end();
            } else if (read > 0) {
                originKey.interestOps(0);
                queue();
            }
        }

        private void queue() {
            if (!queued) {
                queued = true;
                turns.add(this);
            }
        }

        private int sendPacket() {
            queued = false;
            if (!client.isOpen() || !down.hasRemaining()) {
                return 0;
            }
            int limit = down.limit();
            down.limit(Math.min(limit, down.position() + PACKET));
            int sent;
            try {
                sent = client.write(down);
            } catch (IOException e) {
                end();
                return 0;
            }
            down.limit(limit);
            if (sent == 0) {
                clientKey.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else if (down.hasRemaining()) {
                queue();
            } else if (!originEnded) {
                originKey.interestOps(SelectionKey.OP_READ);
            }
            return sent;
        }

        private void end() {
            try (client;
                    origin) {
                clientKey.cancel();
                originKey.cancel();
            } catch (IOException e) {
                System.err.println("uplink: a connection did not close: " + e.getMessage());
            }
        }
    }
}
