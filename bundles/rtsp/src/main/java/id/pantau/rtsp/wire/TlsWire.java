package id.pantau.rtsp.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS (RFC 8446, RFC 5246) on a non-blocking connection, of either end. What takes long in the handshake runs on an executor,
 * and the caller is told after. Holds four records (65 KiB).
 */
public final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Executor executor;
    private final Runnable wakeUp;
    private final ByteBuffer received;
    private final ByteBuffer sending;
    private final ByteBuffer clear;
    private boolean begun;
    private boolean ended;
    private volatile boolean working;

    /**
     * @param engine in the client's or the server's mode
     * @param executor for the engine's delegated tasks; one that refuses them ends the handshake
     * @param wakeUp called when these are done, on the executor; {@code advance}, or {@code read}, is then to be called
     */
    public TlsWire(SocketChannel channel, SSLEngine engine, Executor executor, Runnable wakeUp) {
        this.channel = channel;
        this.engine = engine;
        this.executor = executor;
        this.wakeUp = wakeUp;
        received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        sending = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize())
                .flip();
        clear = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    @Override
    public boolean isReady() {
        return begun && !working && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public void advance() throws IOException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
        boolean moving = !working;
        while (moving) {
            flush();
            moving = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> delegate();
                case NEED_WRAP -> !sending.hasRemaining() && wrap(NOTHING) > 0;
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapMore();
                default -> false;
            };
        }
        flush();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int before = target.position();
        do {
            take(target, before);
        } while (!ended && !isReady() && isReadyNow() && target.hasRemaining());
        int count = target.position() - before;
        return count == 0 && ended ? -1 : count;
    }

    /** The other end's last word of a handshake may have its first words right behind it. */
    private boolean isReadyNow() throws IOException {
        advance();
        return isReady();
    }

    private void take(ByteBuffer target, int before) throws IOException {
        drain(target);
        while (target.hasRemaining() && !isHolding() && isReady()) {
            boolean more = target.position() > before ? unwrap() : unwrapMore();
            if (!more) {
                break;
            }
            drain(target);
        }
    }

    @Override
    public boolean isHolding() {
        return clear.hasRemaining();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int before = source.position();
        while (isReady() && source.hasRemaining()) {
            flush();
            if (sending.hasRemaining() || wrap(source) == 0) {
                break;
            }
        }
        flush();
        return source.position() - before;
    }

    @Override
    public boolean isSending() {
        return sending.hasRemaining();
    }

    @Override
    public void finish() throws IOException {
        engine.closeOutbound();
        wrap(NOTHING);
        flush();
        if (!sending.hasRemaining()) {
            channel.shutdownOutput();
        }
    }

    private boolean delegate() throws IOException {
        working = true;
        try {
            executor.execute(() -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                working = false;
                wakeUp.run();
            });
        } catch (RejectedExecutionException e) {
            throw new IOException("too many TLS handshakes at once", e);
        }
        return !working;
    }

    /** @return how many bytes there are to send because of it */
    private int wrap(ByteBuffer source) throws SSLException {
        sending.compact();
        try {
            return engine.wrap(source, sending).bytesProduced();
        } finally {
            sending.flip();
        }
    }

    /** Takes one record apart. @return whether that was possible */
    private boolean unwrap() throws SSLException {
        if (clear.hasRemaining()) {
            return false;
        }
        received.flip();
        clear.clear();
        try {
            SSLEngineResult result = engine.unwrap(received, clear);
            ended |= result.getStatus() == SSLEngineResult.Status.CLOSED;
            return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        } finally {
            received.compact();
            clear.flip();
        }
    }

    /** The same, with more from the channel where that is needed. */
    private boolean unwrapMore() throws IOException {
        while (!unwrap()) {
            int count = ended || !received.hasRemaining() ? 0 : channel.read(received);
            if (count < 0) {
                ended = true;
                if (!isReady()) {
                    throw new IOException("the other end left in the TLS handshake");
                }
            }
            if (count <= 0) {
                return false;
            }
        }
        return true;
    }

    private void drain(ByteBuffer target) {
        int length = Math.min(clear.remaining(), target.remaining());
        target.put(clear.slice(clear.position(), length));
        clear.position(clear.position() + length);
    }

    private void flush() throws IOException {
        if (sending.hasRemaining()) {
            channel.write(sending);
        }
    }
}
