package id.pantau.rtsp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listening address with any number of {@link Mount}s. Speaks OPTIONS, DESCRIBE, SETUP (interleaved TCP only), PLAY,
 * GET_PARAMETER, SET_PARAMETER and TEARDOWN. A reader that is too slow is disconnected and never delays another.
 * Thread-safe.
 */
public final class RtspServer implements AutoCloseable {
    /** What the {@code Server} header says unless it is told otherwise. */
    public static final String DEFAULT_NAME = "Pantau-RTSP/1.0";

    private static final Logger LOG = LoggerFactory.getLogger(RtspServer.class);
    private static final int MAX_CONNECTIONS = 1024;
    private static final int BACKLOG = 128;

    private final ServerLoop loop;
    private final boolean ownsLoop;
    private final String name;
    private final InetSocketAddress address;
    private final Map<String, Mount> mounts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong sessionTimeoutNanos =
            new AtomicLong(Duration.ofSeconds(60).toNanos());

    /** On the loop's thread only. */
    private final Set<Connection> connections = new HashSet<>();

    /** On the loop's thread only. */
    private @Nullable ServerSocketChannel listener;

    private RtspServer(ServerLoop loop, boolean ownsLoop, InetSocketAddress address, String name) throws IOException {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.name = name;
        this.address = loop.call(() -> listen(address));
    }

    /** A server of its own thread on a free port of 127.0.0.1. */
    public static RtspServer start() throws IOException {
        ServerLoop loop = ServerLoop.start("rtsp-server");
        try {
            return new RtspServer(loop, true, loopback(0), DEFAULT_NAME);
        } catch (IOException e) {
            loop.close();
            throw e;
        }
    }

    /**
     * A server on a thread that it shares.
     *
     * @param address port 0 for a free one
     * @param name what the {@code Server} header says
     * @throws IOException when the address is in use or not this machine's
     */
    public static RtspServer start(ServerLoop loop, InetSocketAddress address, String name) throws IOException {
        return new RtspServer(loop, false, address, name);
    }

    /**
     * Serves a clip, without login and without fault. A mount that was there under this path is replaced.
     *
     * @param path such as {@code /07/main}
     */
    public Mount mount(String path, VideoClip clip) {
        return mount(path, () -> clip);
    }

    /**
     * Serves a clip that is asked for only when somebody wants to see it, and then often: the supplier answers with the
     * same clip each time, and quickly but for the first, because every connection waits for it.
     */
    public Mount mount(String path, Supplier<VideoClip> clip) {
        if (!path.startsWith("/") || path.length() > 1 && path.endsWith("/")) {
            throw new IllegalArgumentException("a path starts with / and does not end with it");
        }
        Mount mount = new Mount(this, path, clip);
        Mount before = mounts.put(path, mount);
        if (before != null) {
            disconnect(before);
        }
        return mount;
    }

    /** The host name or address literal, and the port that is listened on, 0 never. */
    public InetSocketAddress address() {
        return address;
    }

    /** The address of a path, such as {@code rtsp://127.0.0.1:8554/07/main}. */
    public URI uri(String path) {
        String host = address.getAddress().getHostAddress();
        return URI.create(
                "rtsp://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort() + path);
    }

    /** How long a client may be silent before its connection is closed; 60 s unless this is called. */
    public RtspServer sessionTimeout(Duration timeout) {
        sessionTimeoutNanos.set(timeout.toNanos());
        return this;
    }

    /** Goes dark: new connections are refused, running ones end. Harmless when it is dark already. */
    public void unplug() {
        run(this::goDark);
    }

    /**
     * Comes back on the same port. Harmless when it never went.
     *
     * @throws IOException when somebody else took the port meanwhile
     */
    public void plugIn() throws IOException {
        loop.call(() -> listen(address));
    }

    /** Ends all connections and, if it is the server's own, the thread. Closing twice is harmless. */
    @Override
    public void close() {
        run(this::goDark);
        if (ownsLoop) {
            loop.close();
        }
    }

    /** How many connections were accepted so far. */
    public int connectionsAccepted() {
        return accepted.get();
    }

    public int openConnections() {
        return open.get();
    }

    /** How many requests of a method came so far, such as {@code DESCRIBE}. */
    public int requests(String method) {
        AtomicInteger count = requests.get(method);
        return count == null ? 0 : count.get();
    }

    /** How many requests carried an {@code Authorization} header so far, the right and the wrong ones. */
    public int logins() {
        return logins.get();
    }

    /** How many requests were refused although they carried a login. */
    public int loginsRefused() {
        return refusals.get();
    }

    String name() {
        return name;
    }

    ServerLoop loop() {
        return loop;
    }

    long sessionTimeoutNanos() {
        return sessionTimeoutNanos.get();
    }

    /** The mount whose path this is, or whose track it is. */
    @Nullable
    Mount find(String path) {
        Mount mount = mounts.get(path);
        return mount != null || !path.endsWith(Sdp.TRACK)
                ? mount
                : mounts.get(path.substring(0, path.length() - Sdp.TRACK.length()));
    }

    void requested(String method) {
        if (Requests.METHODS.contains(method)) {
            requests.computeIfAbsent(method, m -> new AtomicInteger()).incrementAndGet();
        }
    }

    void loggedIn(boolean granted) {
        logins.incrementAndGet();
        if (!granted) {
            refusals.incrementAndGet();
        }
    }

    void closed(Connection connection) {
        if (connections.remove(connection)) {
            open.decrementAndGet();
        }
    }

    /** Ends every connection that asked for this mount. */
    void disconnect(Mount mount) {
        run(() -> {
            for (Connection connection : new ArrayList<>(connections)) {
                if (connection.asksFor(mount)) {
                    connection.close();
                }
            }
        });
    }

    /** Without an answer: after the loop's end there is nothing left to do. */
    private void run(Runnable task) {
        try {
            loop.call(() -> {
                task.run();
                return true;
            });
        } catch (IOException | RejectedExecutionException e) {
            LOG.debug("the server's loop has ended: {}", e.getMessage());
        }
    }

    private InetSocketAddress listen(InetSocketAddress where) throws IOException {
        if (listener != null) {
            return address;
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            channel.bind(where, BACKLOG);
            loop.register(channel, SelectionKey.OP_ACCEPT, new Listener(channel));
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "cannot listen on " + where.getHostString() + ":" + where.getPort() + ": " + e.getMessage(), e);
        }
        listener = channel;
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private void goDark() {
        ServerSocketChannel channel = listener;
        listener = null;
        new ArrayList<>(connections).forEach(Connection::close);
        try {
            if (channel != null) {
                channel.close();
            }
            loop.releaseClosed();
        } catch (IOException e) {
            LOG.warn("{} does not close", address, e);
        }
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
    }

    private final class Listener implements ServerLoop.ReadyHandler {
        private final ServerSocketChannel channel;

        Listener(ServerSocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void ready(SelectionKey key) throws IOException {
            for (SocketChannel client = channel.accept(); client != null; client = channel.accept()) {
                if (connections.size() >= MAX_CONNECTIONS) {
                    client.close();
                    continue;
                }
                accepted.incrementAndGet();
                open.incrementAndGet();
                Connection connection = new Connection(RtspServer.this, client);
                connections.add(connection);
                connection.open();
            }
        }

        @Override
        public void failed(Exception cause) {
            LOG.debug("no longer accepting on {}: {}", address, cause.getMessage());
            goDark();
        }
    }
}
