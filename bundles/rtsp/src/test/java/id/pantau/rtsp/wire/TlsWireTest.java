package id.pantau.rtsp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.rtsp.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@DisplayName("The server's end of a connection under TLS")
class TlsWireTest {
    private static final int ROOM = 64 << 10;

    @TempDir
    Path folder;

    private SelfSigned certificate;
    private SocketChannel near;
    private SocketChannel far;

    @BeforeEach
    void connect() throws Exception {
        certificate = SelfSigned.in(folder);
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            far = SocketChannel.open(listener.getLocalAddress());
            near = listener.accept();
        }
        near.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        near.close();
        far.close();
    }

    private TlsWire wire(Executor executor) {
        SSLEngine engine = certificate.server().createSSLEngine();
        engine.setUseClientMode(false);
        return new TlsWire(near, engine, executor, () -> {});
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @DisplayName("hears the first words that come in one piece with the last word of the handshake")
    void hearsFirstWords(String version) throws Exception {
        TlsWire wire = wire(Runnable::run);
        new Thread(new Client(certificate.client(), far, version, "ANNOUNCE"), "client").start();
        assertEquals("ANNOUNCE", firstWords(wire));
    }

    @Test
    @DisplayName("ends when nobody has time for the arithmetic")
    void endsWhenRefused() {
        TlsWire wire = wire(work -> {
            throw new RejectedExecutionException("full");
        });
        new Thread(new Client(certificate.client(), far, "TLSv1.3", "ANNOUNCE"), "client").start();
        IOException ended = assertThrows(IOException.class, () -> firstWords(wire));
        assertEquals("too many TLS handshakes at once", ended.getMessage());
    }

    /** Reads when the channel says that there is something, as a loop does, and not once more. */
    private String firstWords(TlsWire wire) throws IOException {
        ByteBuffer heard = ByteBuffer.allocate(ROOM);
        try (Selector selector = Selector.open()) {
            near.register(selector, SelectionKey.OP_READ);
            while (heard.position() == 0) {
                assertEquals(1, selector.select(10_000), "nothing more comes");
                selector.selectedKeys().clear();
                wire.read(heard);
            }
        }
        return new String(heard.array(), 0, heard.position(), StandardCharsets.UTF_8);
    }

    /** Shakes hands, and writes its last word of that and its first words at once. */
    private record Client(SSLContext context, SocketChannel channel, String version, String words) implements Runnable {
        @Override
        public void run() {
            try {
                SSLEngine engine = context.createSSLEngine();
                engine.setUseClientMode(true);
                engine.setEnabledProtocols(new String[] {version});
                engine.beginHandshake();
                shakeHands(engine);
            } catch (IOException e) {
                throw new IllegalStateException("the client fails", e);
            }
        }

        private void shakeHands(SSLEngine engine) throws IOException {
            ByteBuffer in = ByteBuffer.allocate(ROOM);
            ByteBuffer out = ByteBuffer.allocate(ROOM);
            ByteBuffer clear = ByteBuffer.allocate(ROOM);
            HandshakeStatus status = engine.getHandshakeStatus();
            while (status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING) {
                switch (status) {
                    case NEED_TASK -> {
                        engine.getDelegatedTask().run();
                        status = engine.getHandshakeStatus();
                    }
                    case NEED_WRAP ->
                        status = engine.wrap(ByteBuffer.allocate(0), out).getHandshakeStatus();
                    default -> {
                        send(out);
                        in.flip();
                        var result = engine.unwrap(in, clear);
                        in.compact();
                        status = result.getHandshakeStatus();
                        if (result.bytesConsumed() == 0 && status == HandshakeStatus.NEED_UNWRAP) {
                            if (channel.read(in) < 0) {
                                throw new IOException("hung up");
                            }
                        }
                    }
                }
            }
            engine.wrap(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), out);
            send(out);
        }

        private void send(ByteBuffer out) throws IOException {
            out.flip();
            channel.write(out);
            out.clear();
        }
    }
}
