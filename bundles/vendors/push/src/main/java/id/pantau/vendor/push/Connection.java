package id.pantau.vendor.push;

import id.pantau.rtsp.server.ServerLoop;
import id.pantau.rtsp.wire.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: bytes in, bytes out, both bounded. On the loop's thread only. */
final class Connection implements ServerLoop.ReadyHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int READ_BYTES = 64 << 10;
    private static final int MOST_BUFFERS = 64;
    private static final long TICK_NANOS = 1_000_000_000L;
    private static final int MOST_TICKS_CLOSING = 3;

    private final ServerLoop loop;
    private final SocketChannel channel;
    private final Wire wire;
    private final InetAddress peer;
    private final Side side;
    private final Runnable onClosed;
    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>();
    private byte[] rest = new byte[0];
    private int pendingBytes;
    private @Nullable SelectionKey key;
    private boolean closing;
    private int ticksClosing;
    private boolean closed;

    /** What is spoken on a connection. An exception ends it; its message may be logged, so it repeats nothing of the peer's. */
    interface Side {
        /** Takes what it understands; what remains is offered again with more behind. */
        void received(ByteBuffer bytes) throws IOException;

        /** So many bytes may remain. */
        int mostRemaining();

        /** Every second. */
        void tick(long nanos) throws IOException;

        /** The connection is closed. Called once. */
        void ended();
    }

    /** How bytes come and go: as they are, or under TLS. */
    interface Transport {
        Transport PLAIN = (channel, wakeUp) -> new Wire.Plain(channel);

        /** @param wakeUp called on any thread when there may be something to read or to write again */
        Wire over(SocketChannel channel, Runnable wakeUp);
    }

    /** @param channel connected; it is this connection's from now on */
    Connection(
            ServerLoop loop,
            SocketChannel channel,
            Transport transport,
            Function<Connection, Side> speaker,
            Runnable onClosed)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.wire = transport.over(channel, this::wakeUp);
        this.peer = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        this.side = speaker.apply(this);
        this.onClosed = onClosed;
    }

    void open() {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(channel, SelectionKey.OP_READ, this);
            loop.schedule(System.nanoTime() + TICK_NANOS, this::tick);
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Who is on the other end. */
    InetAddress peer() {
        return peer;
    }

    /** Whether nothing more is to be said. */
    boolean isClosing() {
        return closing || closed;
    }

    /** Bytes that wait for the other end to read. */
    int pendingBytes() {
        return pendingBytes;
    }

    /** Takes the bytes, which may be shared with others and are not to change, for the next {@link #flush}. */
    void queue(ByteBuffer bytes) {
        if (!closed && !closing) {
            pending.add(bytes);
            pendingBytes += bytes.remaining();
        }
    }

    /** Sends as much as the other end takes; the rest follows by itself. */
    void flush() {
        if (closed) {
            return;
        }
        try {
            wire.advance();
            boolean taken = wire.isReady();
            while (taken && !pending.isEmpty()) {
                ByteBuffer[] batch = pending.stream().limit(MOST_BUFFERS).toArray(ByteBuffer[]::new);
                pendingBytes -= (int) wire.write(batch);
                while (!pending.isEmpty() && !pending.peek().hasRemaining()) {
                    pending.remove();
                }
                taken = !batch[batch.length - 1].hasRemaining();
            }
            if (closing && pending.isEmpty() && !wire.isSending()) {
                wire.finish();
                close();
            } else {
                boolean full = wire.isSending() || wire.isReady() && !pending.isEmpty();
                interest(full ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Sends this at once. */
    void send(ByteBuffer bytes) {
        queue(bytes);
        flush();
    }

    /** Closes once everything that was queued has left, and reads nothing more. */
    void closeWhenSent() {
        closing = true;
        flush();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        pending.clear();
        pendingBytes = 0;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a connection of {} does not close: {}", peer, e.getMessage());
        }
        onClosed.run();
        side.ended();
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isWritable()) {
            flush();
        }
        if (!closed && ready.isValid() && ready.isReadable()) {
            read();
        }
    }

    @Override
    public void failed(Exception cause) {
        if (cause instanceof RuntimeException && !closed) {
            LOG.error("a connection of {} ends by an error of our own", peer.getHostAddress(), cause);
        } else if (!closed) {
            LOG.debug("a connection of {} ends: {}", peer.getHostAddress(), cause.getMessage());
        }
        close();
    }

    private void read() throws IOException {
        ByteBuffer shared = loop.scratch();
        shared.put(rest).limit(rest.length + READ_BYTES);
        int count = wire.read(shared);
        if (count < 0) {
            throw new EOFException("closed by the other end");
        }
        if (wire.isSending()) {
            flush();
        }
        if (count == 0 || isClosing()) {
            return;
        }
        shared.flip();
        side.received(shared);
        if (shared.remaining() > side.mostRemaining()) {
            throw new IOException("one piece of more than " + side.mostRemaining() + " bytes");
        }
        rest = new byte[shared.remaining()];
        shared.get(rest);
    }

    private void wakeUp() {
        try {
            loop.execute(() -> {
                try {
                    if (!closed) {
                        read();
                    }
                } catch (IOException | RuntimeException e) {
                    failed(e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop of a connection of {} has ended", peer.getHostAddress());
        }
    }

    private void tick() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        try {
            if (closing && ++ticksClosing > MOST_TICKS_CLOSING) {
                throw new IOException("the other end does not read the last answer");
            }
            side.tick(now);
        } catch (IOException | RuntimeException e) {
            failed(e);
            return;
        }
        loop.schedule(now + TICK_NANOS, this::tick);
    }

    private void interest(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid() && registered.interestOps() != operations) {
            registered.interestOps(operations);
        }
    }
}
