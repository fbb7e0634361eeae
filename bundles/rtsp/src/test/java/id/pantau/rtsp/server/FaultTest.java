package id.pantau.rtsp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultTest {
    private RtspServer server;
    private Mount mount;
    private RawClient viewer;

    @BeforeEach
    void play() throws IOException {
        server = RtspServer.start();
        mount = server.mount("/cam", VideoClip.smallTestCard()).otherClip(VideoClip.testCard());
        viewer = new RawClient(server.uri("/cam"));
        viewer.play();
        viewer.rtp(4);
    }

    @AfterEach
    void stop() throws IOException {
        viewer.close();
        server.close();
    }

    @Test
    @DisplayName("hang: stops inside a packet and answers nothing, the connection stays open until it is mended")
    void hang() throws IOException {
        mount.fault(Fault.HANG);
        viewer.socket().setSoTimeout(700);
        assertThrows(SocketTimeoutException.class, () -> viewer.rtp(1000));
        assertThrows(SocketTimeoutException.class, () -> viewer.request("OPTIONS", ""));
        assertEquals(1, server.openConnections());
        mount.fault(Fault.NONE);
        assertEquals(0, server.openConnections());
        assertPlays();
    }

    @Test
    @DisplayName("freeze: the same picture for ever, at the same pace, then the film again from a key frame")
    void freeze() throws IOException {
        mount.fault(Fault.FREEZE);
        picture();
        ByteBuffer frozen = picture();
        for (int i = 0; i < 15; i++) {
            assertEquals(frozen, picture());
        }
        mount.fault(Fault.NONE);
        ByteBuffer next = picture();
        while (next.equals(frozen)) {
            next = picture();
        }
        assertNotEquals(frozen, picture());
    }

    @Test
    @DisplayName("password: ends what plays and refuses the right login too")
    void password() throws IOException {
        mount.fault(Fault.PASSWORD);
        assertThrows(IOException.class, () -> viewer.rtp(1000));
        try (RawClient again = new RawClient(server.uri("/cam"))) {
            assertTrue(again.request("DESCRIBE", "").startsWith("RTSP/1.0 401 "));
            assertTrue(
                    again.request("DESCRIBE", "Authorization: Basic Og==\r\n").startsWith("RTSP/1.0 401 "));
        }
        assertEquals(1, server.loginsRefused());
        mount.fault(Fault.NONE);
        assertPlays();
    }

    @Test
    @DisplayName("garbage: answers with something that is not RTSP")
    void garbage() throws IOException {
        mount.fault(Fault.GARBAGE);
        try (RawClient again = new RawClient(server.uri("/cam"))) {
            assertFalse(again.request("DESCRIBE", "").startsWith("RTSP/"));
        }
        mount.fault(Fault.NONE);
        assertPlays();
    }

    @Test
    @DisplayName("resolution: goes on with the other clip on the same connection, its parameter sets first")
    void resolution() throws IOException {
        int ssrc = viewer.rtp(1).get(0).ssrc();
        mount.fault(Fault.RESOLUTION);
        ByteBuffer sps = ByteBuffer.wrap(VideoClip.testCard().sps());
        RawClient.Packet packet = viewer.rtp(1).get(0);
        while (packet.nalType() != 7 || !payload(packet).equals(sps)) {
            packet = viewer.rtp(1).get(0);
        }
        assertEquals(ssrc, packet.ssrc());
    }

    @Test
    @DisplayName("silent: grants PLAY and sends nothing")
    void silent() throws IOException {
        mount.fault(Fault.SILENT);
        try (RawClient again = new RawClient(server.uri("/cam"))) {
            again.play();
            again.socket().setSoTimeout(500);
            assertThrows(SocketTimeoutException.class, again::packet);
            mount.fault(Fault.NONE);
            again.socket().setSoTimeout(10_000);
            List<RawClient.Packet> packets = again.rtp(1);
            assertEquals(7, packets.get(0).nalType());
        }
    }

    @Test
    @DisplayName("refuse: 503 for everything")
    void refuse() throws IOException {
        mount.fault(Fault.REFUSE);
        try (RawClient again = new RawClient(server.uri("/cam"))) {
            assertTrue(again.request("DESCRIBE", "").startsWith("RTSP/1.0 503 "));
        }
    }

    @Test
    @DisplayName("unplugged: connections end and new ones are refused, until it is plugged in on the same port")
    void unplugged() throws IOException {
        server.unplug();
        assertThrows(IOException.class, () -> viewer.rtp(1000));
        assertThrows(ConnectException.class, () -> new RawClient(server.uri("/cam")).close());
        server.unplug();
        server.plugIn();
        server.plugIn();
        assertPlays();
    }

    private void assertPlays() throws IOException {
        try (RawClient again = new RawClient(server.uri("/cam"))) {
            again.play();
            assertEquals(20, again.rtp(20).size());
        }
    }

    /** The payload of the packets up to the next marker. */
    private ByteBuffer picture() throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        RawClient.Packet packet;
        do {
            packet = viewer.rtp(1).get(0);
            pieces.add(payload(packet));
        } while (!packet.marker());
        ByteBuffer all = ByteBuffer.allocate(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.forEach(all::put);
        return all.flip();
    }

    private static ByteBuffer payload(RawClient.Packet packet) {
        ByteBuffer bytes = packet.bytes();
        return bytes.slice(12, bytes.limit() - 12);
    }
}
