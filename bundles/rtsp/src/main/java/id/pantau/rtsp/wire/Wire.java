package id.pantau.rtsp.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of one non-blocking connection, as they are or under TLS. On one thread at a time. */
public interface Wire {
    /** Whether what is written can be sent, and nobody else reads it. */
    boolean isReady();

    /**
     * Goes on with what must come before media and messages. Harmless at any time.
     *
     * @throws IOException when that failed, the reason in words
     */
    void advance() throws IOException;

    /** As {@link SocketChannel#read}. */
    int read(ByteBuffer target) throws IOException;

    /** Whether bytes were received that the last {@code read} had no room for. */
    boolean isHolding();

    /** As {@link SocketChannel#write}; what was taken may still be underway. */
    int write(ByteBuffer source) throws IOException;

    /**
     * As {@link java.nio.channels.GatheringByteChannel#write(ByteBuffer[])}: the first ones first, and no other once one is not
     * taken as a whole.
     */
    default long write(ByteBuffer[] sources) throws IOException {
        long count = 0;
        for (ByteBuffer source : sources) {
            count += write(source);
            if (source.hasRemaining()) {
                break;
            }
        }
        return count;
    }

    /** Whether the channel must be writable for what was taken. */
    boolean isSending();

    /** Nothing more will be written. */
    void finish() throws IOException;

    /** Without TLS. */
    record Plain(SocketChannel channel) implements Wire {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void advance() {}

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public boolean isHolding() {
            return false;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public long write(ByteBuffer[] sources) throws IOException {
            return channel.write(sources);
        }

        @Override
        public boolean isSending() {
            return false;
        }

        @Override
        public void finish() throws IOException {
            channel.shutdownOutput();
        }
    }
}
