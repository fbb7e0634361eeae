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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultTest {
    private static final int PICTURE_TICKS = 9_000;
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private RtspServer server;
    private Mount mount;
    private RawClient viewer;
    private RawClient.Packet last;

    /** Key pictures without another picture between them, the last one read included. */
    private int keys;

    private int lastBytes;

    @BeforeEach
    void play() throws IOException {
        server = RtspServer.start();
        mount = server.mount("/cam", VideoClip.smallTestCard());
        viewer = new RawClient(server.uri("/cam"));
        viewer.play();
        last = viewer.rtp(4).get(3);
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
        ByteBuffer frozen = picture();
        for (ByteBuffer next = picture(); !next.equals(frozen); next = picture()) {
            frozen = next;
        }
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
    @DisplayName("another clip: goes on with it on the same connection, its parameter sets first, without a gap")
    void anotherClip() throws IOException {
        RawClient.Packet before = viewer.rtp(1).get(0);
        mount.clip(VideoClip.testCard());
        ByteBuffer sps = ByteBuffer.wrap(VideoClip.testCard().sps());
        RawClient.Packet packet = viewer.rtp(1).get(0);
        while (packet.nalType() != 7 || !payload(packet).equals(sps)) {
            assertEquals(before.sequence() + 1 & 0xffff, packet.sequence());
            assertTrue(packet.timestamp() - before.timestamp() <= PICTURE_TICKS);
            before = packet;
            packet = viewer.rtp(1).get(0);
        }
        assertEquals(before.ssrc(), packet.ssrc());
        assertEquals(before.sequence() + 1 & 0xffff, packet.sequence());
        assertEquals(PICTURE_TICKS, packet.timestamp() - before.timestamp());
    }

    @Test
    @DisplayName(
            "slow: of groups of ten the key picture alone, in its own time, then the film again from a key picture")
    void slow() throws IOException {
        mount.fault(Fault.SLOW);
        readUntil(() -> keys >= 2);
        for (int i = 0; i < 3; i++) {
            int before = last.timestamp();
            picture();
            assertTrue(keys > 2);
            assertEquals(10 * PICTURE_TICKS, last.timestamp() - before);
        }
        mount.fault(Fault.NONE);
        int key = last.timestamp();
        while (keys > 0) {
            key = last.timestamp();
            picture();
        }
        assertEquals(PICTURE_TICKS, last.timestamp() - key);
    }

    @Test
    @DisplayName("damaged: the slices end too early, yet no packet is missing")
    void damaged() throws IOException {
        VideoClip film = VideoClip.smallTestCard();
        int smallest = IntStream.range(0, film.pictures())
                .mapToObj(film::unit)
                .filter(AccessUnit::key)
                .mapToInt(
                        unit -> unit.nals().stream().mapToInt(nal -> nal.length).sum())
                .min()
                .orElseThrow();
        mount.fault(Fault.DAMAGED);
        readUntil(() -> keys > 0 && lastBytes < smallest * 2 / 3);
        mount.fault(Fault.NONE);
        readUntil(() -> keys > 0 && lastBytes > smallest);
    }

    @Test
    @DisplayName("clock: the sender reports are an hour ahead, and right again afterwards")
    void clock() throws IOException {
        mount.fault(Fault.CLOCK);
        assertEquals(60, minutesAhead());
        mount.fault(Fault.NONE);
        assertEquals(0, minutesAhead());
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

    /** The payload of the packets up to the next marker, none of which is missing. */
    private ByteBuffer picture() throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        do {
            RawClient.Packet before = last;
            last = viewer.rtp(1).get(0);
            assertEquals(before.sequence() + 1 & 0xffff, last.sequence());
            if (pieces.isEmpty()) {
                keys = last.nalType() == 7 ? keys + 1 : 0;
            }
            pieces.add(payload(last));
        } while (!last.marker());
        lastBytes = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(lastBytes);
        pieces.forEach(all::put);
        return all.flip();
    }

    private void readUntil(BooleanSupplier condition) throws IOException {
        do {
            picture();
        } while (!condition.getAsBoolean());
    }

    /** By the report that a camera sends when it begins to play. */
    private long minutesAhead() throws IOException {
        try (RawClient again = new RawClient(server.uri("/cam"))) {
            again.play();
            RawClient.Packet packet = again.packet();
            while (packet.channel() == 0) {
                packet = again.packet();
            }
            long seconds = Integer.toUnsignedLong(packet.bytes().getInt(8)) - NTP_EPOCH_SECONDS;
            return Math.round((seconds - Instant.now().getEpochSecond()) / 60.0);
        }
    }

    private static ByteBuffer payload(RawClient.Packet packet) {
        ByteBuffer bytes = packet.bytes();
        return bytes.slice(12, bytes.limit() - 12);
    }
}
