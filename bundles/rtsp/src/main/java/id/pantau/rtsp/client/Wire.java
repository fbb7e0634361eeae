package id.pantau.rtsp.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of one non-blocking connection, as they are or under TLS. */
interface Wire {
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
        public boolean isSending() {
            return false;
        }

        @Override
        public void finish() throws IOException {
            channel.shutdownOutput();
        }
    }
}
