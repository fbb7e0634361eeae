package id.pantau.rtsp.client;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two datagram ports side by side, for the packets and the reports of one track (RFC 3550, section 11). */
final class DatagramPair {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramPair.class);
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int MOST_PER_ROUND = 512;
    private static final int ATTEMPTS = 50;

    private final DatagramChannel media;
    private final DatagramChannel control;
    private final InetAddress server;

    /** Who hears of what came from the server; datagrams of others are left out. */
    interface Handler {
        /** @param bytes holds the datagram from {@code start}, valid during the call */
        void media(ByteBuffer bytes, int start, int length);

        /** @param bytes holds the datagram from {@code start}, valid during the call */
        void control(ByteBuffer bytes, int start, int length);
    }

    /** @param local the address that the server is to send to */
    DatagramPair(Selector selector, InetAddress local, InetAddress server, Handler handler) throws IOException {
        this.server = server;
        DatagramChannel first = null;
        DatagramChannel second = null;
        for (int i = 0; second == null && i < ATTEMPTS; i++) {
            first = open(local, 0);
            second = neighbour(first, local);
        }
        if (first == null || second == null) {
            throw new BindException("no two free datagram ports side by side");
        }
        media = first;
        control = second;
        media.register(
                selector, SelectionKey.OP_READ, (EventLoop.Served) shared -> serve(media, shared, handler::media));
        control.register(
                selector, SelectionKey.OP_READ, (EventLoop.Served) shared -> serve(control, shared, handler::control));
    }

    /** As in a Transport header. */
    String ports() throws IOException {
        int port = port(media);
        return port + "-" + (port + 1);
    }

    /** Opens the way in through a firewall that lets answers pass. */
    void knock(int serverPort) {
        if (serverPort > 0) {
            ByteBuffer empty = ByteBuffer.allocate(12).put((byte) 0x80).rewind();
            send(media, empty, serverPort);
        }
    }

    /** @param serverPort of the packets; reports go to the one above it */
    void report(ByteBuffer packet, int serverPort) {
        if (serverPort > 0 && serverPort < 65_535) {
            send(control, packet, serverPort + 1);
        }
    }

    void close() {
        close(media);
        close(control);
    }

    private interface Receiver {
        void datagram(ByteBuffer bytes, int start, int length);
    }

    private boolean serve(DatagramChannel channel, ByteBuffer shared, Receiver receiver) {
        boolean any = false;
        try {
            for (int i = 0; i < MOST_PER_ROUND && channel.isOpen(); i++) {
                SocketAddress from = channel.receive(shared.clear());
                if (from == null) {
                    break;
                }
                any = true;
                if (from instanceof InetSocketAddress sender
                        && sender.getAddress().equals(server)) {
                    receiver.datagram(shared, 0, shared.position());
                }
            }
        } catch (IOException e) {
            LOG.debug("a datagram was not received: {}", e.toString());
        }
        return any;
    }

    private void send(DatagramChannel channel, ByteBuffer packet, int port) {
        try {
            channel.send(packet, new InetSocketAddress(server, port));
        } catch (IOException e) {
            LOG.debug("a datagram was not sent: {}", e.toString());
        }
    }

    /** Null when the port above is taken, or the lower one is odd; {@code first} is closed then. */
    private static @Nullable DatagramChannel neighbour(DatagramChannel first, InetAddress local) throws IOException {
        int port = port(first);
        if (port % 2 == 0) {
            try {
                return open(local, port + 1);
            } catch (BindException e) {
                LOG.trace("port {} is taken", port + 1);
            }
        }
        first.close();
        return null;
    }

    private static DatagramChannel open(InetAddress local, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            return channel.bind(new InetSocketAddress(local, port));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a datagram port: {}", e.toString());
        }
    }
}
