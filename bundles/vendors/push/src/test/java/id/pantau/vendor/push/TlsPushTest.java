package id.pantau.vendor.push;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.tck.vendor.Configurations;
import id.pantau.vendor.push.Publication.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("A source that comes to us under TLS")
class TlsPushTest {
    @TempDir
    Path state;

    private SelfSigned certificate;
    private Push push;

    @BeforeEach
    void start() throws Exception {
        certificate = SelfSigned.in(state);
        push = push(certificate.file().toString(), SelfSigned.PASSWORD);
    }

    @AfterEach
    void stop() {
        push.close();
    }

    private Push push(String keyStore, String password) throws IOException {
        Map<String, Object> values = new HashMap<>(Map.of("keyStore", keyStore, "keyStorePassword", password));
        for (String port : List.of("rtspPort", "rtmpPort", "rtspsPort", "rtmpsPort", "readerPort")) {
            values.put(port, PushTest.freePort());
        }
        return new Push(Configurations.of(PushConfiguration.class, values), state, (name, address) -> {});
    }

    private InetSocketAddress door() {
        return push.entrance(Protocol.RTSPS).orElseThrow();
    }

    @Test
    @DisplayName("is pulled from loopback without a flaw, and is listed as what it is")
    void isPulled() throws IOException {
        String key = push.newKey("gate-07");
        try (CardPublisher publisher = CardPublisher.sending(new CardPublisher(certificate.connect(door())), key);
                Viewer viewer = new Viewer(push.address("gate-07"))) {
            await().until(() -> viewer.pictures() > 30 || !viewer.failures.isEmpty());
            assertEquals(List.of(), viewer.failures);
            assertEquals(0, viewer.flaws.get());
            assertEquals("RTSPS", push.streams().get(0).sending().orElseThrow().protocol());
            push.revoke("gate-07");
            assertTrue(publisher.isHungUp());
        }
    }

    @Test
    @DisplayName("is told that a key is wrong before it is hung up on")
    void isRefused() throws IOException {
        push.newKey("gate-07");
        try (CardPublisher publisher = new CardPublisher(certificate.connect(door()))) {
            assertTrue(publisher.announce("ps_0000", "v=0").startsWith("RTSP/1.0 404 "));
            assertTrue(publisher.isHungUp());
        }
    }

    @Test
    @DisplayName("is hung up on when it speaks without TLS, or never ends the handshake")
    void isBounded() throws Exception {
        try (CardPublisher plain = new CardPublisher(door())) {
            plain.send("ANNOUNCE rtsp://x/y RTSP/1.0\r\n\r\n");
            assertTrue(plain.isHungUp());
        }
        SSLEngine engine = certificate.trust().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        try (Socket socket = new Socket(door().getAddress(), door().getPort());
                CardPublisher silent = new CardPublisher(socket)) {
            OutputStream out = socket.getOutputStream();
            out.write(hello.array(), 0, hello.position() - 1);
            assertTrue(silent.isHungUp());
        }
    }

    @Test
    @DisplayName("finds no door where there is no key store, or none that opens; the others come in")
    void findsNoDoor() throws IOException {
        for (String[] wrong :
                List.of(new String[] {"", ""}, new String[] {certificate.file().toString(), "wrong"}, new String[] {
                    state.resolve("none.p12").toString(), SelfSigned.PASSWORD
                })) {
            push.close();
            push = push(wrong[0], wrong[1]);
            assertEquals(Optional.empty(), push.entrance(Protocol.RTSPS));
            assertEquals(Optional.empty(), push.entrance(Protocol.RTMPS));
            CardPublisher.sending(push.entrance(Protocol.RTSP).orElseThrow(), push.newKey("gate-07"))
                    .close();
        }
    }
}
