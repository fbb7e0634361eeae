package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import id.pantau.rtsp.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection for a few questions, on the caller's own thread: bounded by one deadline, ended by an interrupt. */
final class Exchange implements AutoCloseable, RtspReader.Sink {
    private static final int MOST_BYTES = 2 << 20;

    private final RtspDialogue dialogue;
    private final long deadline;
    private final Selector selector;
    private final SocketChannel channel;
    private final Wire wire;
    private final ByteBuffer input = ByteBuffer.allocate(RtspReader.MAXIMUM_PENDING + 1024);
    private final RtspReader reader = new RtspReader(this);
    private int received;
    private @Nullable RtspMessage answer;

    /** @param deadline by {@link System#nanoTime} */
    Exchange(InetAddress address, int port, Function<SocketChannel, Wire> wires, RtspDialogue dialogue, long deadline)
            throws IOException, RtspException, InterruptedException {
        this.dialogue = dialogue;
        this.deadline = deadline;
        selector = Selector.open();
        channel = SocketChannel.open();
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            if (!channel.connect(new InetSocketAddress(address, port))) {
                await(SelectionKey.OP_CONNECT, "the connection");
                channel.finishConnect();
            }
            wire = wires.apply(channel);
            wire.advance();
            while (!wire.isReady()) {
                await(wire.isSending() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ, "the TLS handshake");
                wire.advance();
            }
            connected = true;
        } finally {
            if (!connected) {
                close();
            }
        }
    }

    /** Sends a request and waits for its final answer, which may be a refusal. */
    RtspMessage ask(ByteBuffer request) throws IOException, RtspException, RtspProtocolException, InterruptedException {
        answer = null;
        while (request.hasRemaining() || wire.isSending()) {
            wire.write(request);
            if (request.hasRemaining() || wire.isSending()) {
                await(SelectionKey.OP_WRITE, dialogue.method());
            }
        }
        while (true) {
            RtspMessage complete = answer;
            if (complete != null) {
                return complete;
            }
            if (!wire.isHolding()) {
                await(SelectionKey.OP_READ, dialogue.method());
            }
            read();
        }
    }

    @Override
    public void message(RtspMessage message) {
        if (message.isResponse() && dialogue.isAnswered(message)) {
            answer = message;
        }
    }

    @Override
    public void frame(int frameChannel, ByteBuffer bytes, int start, int length) {
        // media of a session that is not ours
    }

    @Override
    public void close() throws IOException {
        try (Selector first = selector;
                SocketChannel second = channel) {
            // closes both
        }
    }

    private void read() throws IOException, RtspException, RtspProtocolException {
        int count = wire.read(input);
        if (count < 0) {
            throw failure(
                    RtspFailure.Kind.ENDED,
                    "the server ended the connection instead of answering " + dialogue.method());
        }
        received += count;
        if (received > MOST_BYTES) {
            throw failure(RtspFailure.Kind.PROTOCOL, "more than " + MOST_BYTES + " bytes and no end");
        }
        input.flip();
        reader.read(input);
        input.compact();
    }

    private void await(int operation, String what) throws IOException, RtspException, InterruptedException {
        channel.register(selector, operation);
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left > 0) {
            selector.select(left);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for " + what);
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() - deadline >= 0) {
            throw failure(RtspFailure.Kind.UNREACHABLE, "no answer in time to " + what);
        }
    }

    private static RtspException failure(RtspFailure.Kind kind, String message) {
        return new RtspException(new RtspFailure(kind, message));
    }
}
