package id.pantau.rtsp.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: its bytes in, its bytes out. On the loop's thread only. */
final class Connection implements ServerLoop.ReadyHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_PENDING_BYTES = 1 << 20;

    private final RtspServer server;
    private final SocketChannel channel;
    private final Requests requests = new Requests();
    private final Conversation conversation;
    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>();
    private int pendingBytes;
    private long lastHeard = System.nanoTime();
    private @Nullable SelectionKey key;
    private boolean closing;
    private boolean closed;

    Connection(RtspServer server, SocketChannel channel) {
        this.server = server;
        this.channel = channel;
        this.conversation = new Conversation(server, this);
    }

    void open() {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = server.loop().register(channel, SelectionKey.OP_READ, this);
            watchSilence();
        } catch (IOException e) {
            failed(e);
        }
    }

    boolean asksFor(Mount mount) {
        return conversation.mount() == mount;
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isWritable()) {
            flush();
        }
        if (ready.isReadable()) {
            read();
        }
    }

    @Override
    public void failed(Exception cause) {
        LOG.debug("connection to {} ends: {}", server.address(), cause.getMessage());
        close();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        pending.clear();
        conversation.end();
        server.closed(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a connection does not close: {}", e.getMessage());
        }
    }

    /** Closes once everything that was sent has left. */
    void closeWhenSent() {
        if (pending.isEmpty()) {
            close();
        } else {
            conversation.end();
            closing = true;
        }
    }

    /** Takes the bytes at once; a client that does not read fast enough is disconnected. */
    void send(ByteBuffer bytes) {
        if (closed) {
            return;
        }
        try {
            if (pending.isEmpty()) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                keep(bytes);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void keep(ByteBuffer bytes) throws IOException {
        if (pendingBytes + bytes.remaining() > MAX_PENDING_BYTES) {
            throw new IOException("the client reads too slowly");
        }
        pendingBytes += bytes.remaining();
        pending.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
        interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void flush() throws IOException {
        for (ByteBuffer first = pending.peek(); first != null; first = pending.peek()) {
            pendingBytes -= channel.write(first);
            if (first.hasRemaining()) {
                return;
            }
            pending.remove();
        }
        if (closing) {
            close();
        } else {
            interest(SelectionKey.OP_READ);
        }
    }

    private void read() throws IOException {
        if (closed) {
            return;
        }
        if (channel.read(requests.input()) < 0) {
            throw new EOFException("closed by the client");
        }
        lastHeard = System.nanoTime();
        for (Request request = requests.next(); request != null && !closed; request = requests.next()) {
            conversation.answer(request);
        }
    }

    private void interest(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(operations);
        }
    }

    private void watchSilence() {
        if (closed) {
            return;
        }
        long end = lastHeard + server.sessionTimeoutNanos();
        if (System.nanoTime() - end >= 0) {
            failed(new IOException("the client is silent"));
        } else {
            server.loop().schedule(end, this::watchSilence);
        }
    }
}
