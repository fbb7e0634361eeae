package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import id.pantau.rtsp.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection on an event loop. What a read leaves unfinished is kept here, small, until the next one. */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** The shared buffer holds the longest unfinished piece and a good read besides. */
    static final int READ_BUFFER = RtspReader.MAXIMUM_PENDING + (224 << 10);

    private static final int RECEIVE_BUFFER = 512 << 10;
    private static final int MOST_READS_PER_ROUND = 4;
    private static final int MOST_OUTBOUND = 64 << 10;
    private static final int SMALL = 4 << 10;
    private static final byte[] NOTHING = new byte[0];
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final Wire wire;
    private final SelectionKey key;
    private final Handler handler;
    private final Deque<ByteBuffer> outbound = new ArrayDeque<>();
    private int outboundBytes;
    private boolean finishing;
    private boolean announced;
    private byte[] carry = NOTHING;
    private int carried;

    /** Whose connection it is. */
    interface Handler {
        void connected() throws IOException;

        /** Consumes what is complete. */
        void received(ByteBuffer bytes) throws RtspProtocolException, IOException;

        /** The other side ended the connection. */
        void ended();
    }

    /** Begins to connect; the handler hears of the outcome when the key is served. */
    static Link connect(
            Selector selector, InetSocketAddress address, Function<SocketChannel, Wire> wires, Handler handler)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.connect(address);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            return new Link(channel, wires.apply(channel), key, handler);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Link(SocketChannel channel, Wire wire, SelectionKey key, Handler handler) {
        this.channel = channel;
        this.wire = wire;
        this.key = key;
        this.handler = handler;
        key.attach(handler);
    }

    /** @return whether bytes were read */
    boolean serve(ByteBuffer shared) throws IOException, RtspProtocolException {
        if (key.isValid() && key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            advance();
        }
        if (key.isValid() && key.isWritable()) {
            flush();
        }
        boolean read = key.isValid() && key.isReadable() && read(shared);
        announce();
        return read;
    }

    /** Goes on with the beginning of the connection, where something else had to be done for it. */
    void advance() throws IOException {
        if (key.isValid() && channel.isConnected()) {
            wire.advance();
            flush();
            announce();
        }
    }

    /** Where the connection runs, once it does. */
    InetSocketAddress local() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Where the connection leads, once it does. */
    InetSocketAddress remote() throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    private void announce() throws IOException {
        if (!announced && key.isValid() && channel.isConnected() && wire.isReady()) {
            announced = true;
            handler.connected();
        }
    }

    void send(ByteBuffer bytes) throws IOException {
        outbound.add(bytes);
        outboundBytes += bytes.remaining();
        if (outboundBytes > MOST_OUTBOUND) {
            throw new IOException("the server does not read what it is sent");
        }
        flush();
    }

    /** Sends the last words and no more; input is to be discarded from now on, so that they are not lost to a reset. */
    void finish(ByteBuffer lastWords) throws IOException {
        finishing = true;
        send(lastWords);
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection: {}", e.toString());
        }
    }

    private void flush() throws IOException {
        while (!outbound.isEmpty() || wire.isSending()) {
            ByteBuffer next = outbound.isEmpty() ? NO_BYTES : outbound.element();
            outboundBytes -= wire.write(next);
            if (next.hasRemaining() || wire.isSending()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            outbound.poll();
        }
        key.interestOps(SelectionKey.OP_READ);
        if (finishing) {
            wire.finish();
        }
    }

    private boolean read(ByteBuffer shared) throws IOException, RtspProtocolException {
        shared.clear().put(carry, 0, carried);
        carried = 0;
        boolean any = false;
        for (int i = 0; (i < MOST_READS_PER_ROUND || wire.isHolding()) && key.isValid(); i++) {
            int room = shared.remaining();
            int count = wire.read(shared);
            if (count < 0) {
                handler.ended();
                return any;
            }
            any |= count > 0;
            shared.flip();
            handler.received(shared);
            shared.compact();
            if (count < room && !wire.isHolding()) {
                break;
            }
        }
        keep(shared.flip());
        return any;
    }

    private void keep(ByteBuffer rest) {
        carried = rest.remaining();
        if (carried > carry.length || carry.length > SMALL && carried <= SMALL) {
            carry = carried == 0 ? NOTHING : new byte[Math.max(carried, Math.min(SMALL, carried * 2))];
        }
        rest.get(carry, 0, carried);
    }
}
