package id.pantau.rtsp.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RtspServerTest {
    private static final VideoClip CARD = VideoClip.smallTestCard();

    private RtspServer server;

    @BeforeEach
    void start() throws IOException {
        server = RtspServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("describes a clip with its parameter sets")
    void describes() throws IOException {
        Mount mount = server.mount("/cam", CARD);
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            String answer = client.request("DESCRIBE", "Accept: application/sdp\r\n");
            assertTrue(answer.startsWith("RTSP/1.0 200 OK\r\nCSeq: 1\r\n"), answer);
            assertTrue(answer.contains("sprop-parameter-sets=Z"), answer);
            assertTrue(answer.contains("\r\nServer: " + RtspServer.DEFAULT_NAME + "\r\n"), answer);
        }
        assertEquals(1, mount.describes());
    }

    @Test
    @DisplayName("a viewer starts with a key frame at once, behind its parameter sets")
    void startsWithKey() throws IOException {
        Mount mount = server.mount("/cam", CARD);
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            client.play();
            List<RawClient.Packet> packets = client.rtp(3);
            assertEquals(7, packets.get(0).nalType());
            assertEquals(8, packets.get(1).nalType());
            assertEquals(Set.of(packets.get(0).ssrc()), mount.ssrcs());
        }
        await().until(() -> mount.ssrcs().isEmpty());
    }

    @Test
    @DisplayName("timestamps and sequence numbers go on when the clip starts again")
    void loopsWithoutJump() throws IOException {
        server.mount("/cam", Clips.firstPictures(CARD, 3));
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            client.play();
            List<RawClient.Packet> packets = client.rtp(60);
            Set<Integer> steps = new HashSet<>();
            for (int i = 1; i < packets.size(); i++) {
                assertEquals(
                        packets.get(i - 1).sequence() + 1 & 0xffff,
                        packets.get(i).sequence());
                steps.add(packets.get(i).timestamp() - packets.get(i - 1).timestamp());
            }
            assertEquals(Set.of(0, 9000), steps);
        }
    }

    @Test
    @DisplayName("sends sender reports beside the pictures")
    void reports() throws IOException {
        server.mount("/cam", CARD);
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            client.play();
            RawClient.Packet report = client.packet();
            assertEquals(1, report.channel());
            assertEquals((byte) 200, report.bytes().get(1));
            RawClient.Packet first = client.packet();
            assertEquals(first.timestamp(), report.bytes().getInt(16));
        }
    }

    @Test
    @DisplayName("an unknown path is 404, UDP is 461, an unknown method is 501")
    void refusesWhatItCannot() throws IOException {
        server.mount("/cam", CARD);
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            String gone = client.request("DESCRIBE", server.uri("/other").toString(), "");
            String udp = client.request("SETUP", "Transport: RTP/AVP;unicast;client_port=5000-5001\r\n");
            String record = client.request("RECORD", "");
            String play = client.request("PLAY", "");
            assertAll(
                    () -> assertTrue(gone.startsWith("RTSP/1.0 404 "), gone),
                    () -> assertTrue(udp.startsWith("RTSP/1.0 461 "), udp),
                    () -> assertTrue(record.startsWith("RTSP/1.0 501 "), record),
                    () -> assertTrue(play.startsWith("RTSP/1.0 454 "), play));
        }
    }

    @Test
    @DisplayName("an endless request costs its connection, and nobody else's")
    void endlessRequest() throws IOException {
        server.mount("/cam", CARD);
        try (RawClient good = new RawClient(server.uri("/cam"));
                RawClient bad = new RawClient(server.uri("/cam"))) {
            good.play();
            bad.socket().getOutputStream().write("X".repeat(8192).getBytes(StandardCharsets.US_ASCII));
            await().until(() -> server.openConnections() == 1);
            good.rtp(20);
        }
    }

    @Test
    @DisplayName("a viewer that does not read is disconnected, and the others get every packet")
    void slowReader() throws IOException {
        server.mount("/flood", Clips.flood());
        server.mount("/cam", CARD);
        try (RawClient slow = new RawClient(server.uri("/flood"));
                RawClient good = new RawClient(server.uri("/cam"))) {
            good.play();
            slow.play();
            await().until(() -> server.openConnections() == 1);
            int first = good.rtp(1).get(0).sequence();
            List<RawClient.Packet> packets = good.rtp(40);
            assertEquals(first + 40 & 0xffff, packets.get(39).sequence());
        }
    }

    @Test
    @DisplayName("a client that is silent for longer than the session timeout is disconnected")
    void silentClient() throws IOException {
        server.mount("/cam", CARD);
        server.sessionTimeout(Duration.ofMillis(300));
        try (RawClient client = new RawClient(server.uri("/cam"))) {
            client.play();
            assertThrows(IOException.class, () -> client.rtp(1000));
        }
        assertEquals(0, server.openConnections());
    }

    @Test
    @DisplayName("one thread carries servers of several ports and a hundred viewers")
    void manyOnOneThread() throws IOException {
        try (ServerLoop loop = ServerLoop.start("many")) {
            int before = Thread.activeCount();
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            List<RawClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    RtspServer one = RtspServer.start(loop, any, "Many/1.0");
                    one.mount("/cam", CARD);
                    for (int j = 0; j < 25; j++) {
                        RawClient client = new RawClient(one.uri("/cam"));
                        clients.add(client);
                        client.play();
                    }
                }
                for (RawClient client : clients) {
                    assertEquals(20, client.rtp(20).size());
                }
                assertEquals(before, Thread.activeCount());
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    @DisplayName("a file that is no MP4 is refused with a reason")
    void brokenClip() {
        IOException e = assertThrows(
                IOException.class, () -> VideoClip.readMp4(new java.io.ByteArrayInputStream(new byte[100])));
        assertTrue(e.getMessage().contains("moov"), e.getMessage());
    }
}
