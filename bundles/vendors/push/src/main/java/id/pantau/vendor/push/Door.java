package id.pantau.vendor.push;

import id.pantau.rtsp.server.ServerLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port that is listened on, for so many connections and no more. On the loop's thread only, but for making one. */
final class Door implements ServerLoop.ReadyHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 128;

    private final ServerLoop loop;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Connection.Transport transport;
    private final Function<Connection, Connection.Side> speaker;
    private final int most;
    private final int mostPerAddress;
    private final Set<Connection> connections = new HashSet<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    /**
     * @param address port 0 for a free one
     * @throws IOException when the address is in use or not this machine's
     */
    static Door open(
            ServerLoop loop,
            InetSocketAddress address,
            int most,
            int mostPerAddress,
            Connection.Transport transport,
            Function<Connection, Connection.Side> speaker)
            throws IOException {
        return loop.call(() -> new Door(loop, address, most, mostPerAddress, transport, speaker));
    }

    private Door(
            ServerLoop loop,
            InetSocketAddress address,
            int most,
            int mostPerAddress,
            Connection.Transport transport,
            Function<Connection, Connection.Side> speaker)
            throws IOException {
        this.loop = loop;
        this.transport = transport;
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.speaker = speaker;
        listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.configureBlocking(false);
            listener.bind(address, BACKLOG);
            this.address = (InetSocketAddress) listener.getLocalAddress();
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
        loop.register(listener, SelectionKey.OP_ACCEPT, this);
    }

    InetSocketAddress address() {
        return address;
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
            admit(client);
        }
    }

    private void admit(SocketChannel client) throws IOException {
        InetAddress from;
        try {
            from = ((InetSocketAddress) client.getRemoteAddress()).getAddress();
        } catch (IOException e) {
            client.close();
            return;
        }
        if (connections.size() >= most || byAddress.getOrDefault(from, 0) >= mostPerAddress) {
            client.close();
            LOG.debug("a connection of {} is refused: {} are open", from.getHostAddress(), connections.size());
            return;
        }
        Connection[] own = new Connection[1];
        Connection connection = new Connection(loop, client, transport, speaker, () -> {
            connections.remove(own[0]);
            byAddress.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
        });
        own[0] = connection;
        connections.add(connection);
        byAddress.merge(from, 1, Integer::sum);
        connection.open();
    }

    /** Out of file descriptors, perhaps: the next one is accepted when there is one. */
    @Override
    public void failed(Exception cause) {
        LOG.warn("a connection at {} was not accepted: {}", address, cause.getMessage());
    }

    /** Nobody comes in any more, and everybody leaves. */
    void close() {
        new ArrayList<>(connections).forEach(Connection::close);
        try {
            listener.close();
            loop.releaseClosed();
        } catch (IOException e) {
            LOG.warn("{} does not close", address, e);
        }
    }
}
