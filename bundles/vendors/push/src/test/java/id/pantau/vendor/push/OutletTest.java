package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.server.ServerLoop;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("A reader")
class OutletTest {
    private static final int PACKET_BYTES = 1400;
    private static final int GROUP_PACKETS = 1000;
    /** Ends within a group, and is more than the reader's bound and what lies between it and the sender hold. */
    private static final int BACKLOG_PACKETS = 25_500;

    @TempDir
    Path state;

    private ServerLoop loop;
    private Publications publications;
    private Publication publication;
    private Door door;
    private int sent;

    @BeforeEach
    void start() throws IOException {
        Keys keys = new Keys(new KeyFile(state));
        String key = keys.make("gate-07");
        loop = ServerLoop.start("test");
        publications = new Publications(keys, new Attempts(System::nanoTime), name -> {}, (delay, task) -> {});
        door = Door.open(
                loop,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                10,
                10,
                Connection.Transport.PLAIN,
                connection -> new Outlet(connection, publications));
        loop.call(() -> {
            publication = publications
                    .begin(key, Publication.Protocol.RTSP, InetAddress.getLoopbackAddress(), 0, () -> {})
                    .orElseThrow();
            publications.described(publication, new Video(Video.Codec.H264, 96, Map.of()));
            return true;
        });
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    /** Pictures of a packet each, every thousandth a key picture. */
    private void send(int packets) throws IOException {
        loop.call(() -> {
            for (int i = 0; i < packets; i++, sent++) {
                ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES)
                        .put((byte) 0x80)
                        .put((byte) 96)
                        .putShort((short) sent)
                        .putInt(3600 * sent)
                        .putInt(1)
                        .put((byte) (sent % GROUP_PACKETS == 0 ? 0x65 : 0x41))
                        .rewind();
                publication.rtp(packet, System.nanoTime());
            }
            publication.flush();
            return true;
        });
    }

    private CardPublisher playing() throws IOException {
        CardPublisher reader = new CardPublisher(door.address());
        reader.ask("SETUP", reader.uri("gate-07/trackID=1"), "Transport: RTP/AVP/TCP;interleaved=0-1\r\n", "");
        reader.ask("PLAY", reader.uri("gate-07"), "", "");
        return reader;
    }

    @Test
    @DisplayName(
            "that is too slow is sent nothing up to the next key picture, costs no more than its bound, and goes on")
    void isTooSlow() throws IOException {
        try (CardPublisher reader = playing()) {
            send(BACKLOG_PACKETS);
            DataInputStream in = new DataInputStream(reader.input());
            int gaps = 0;
            int last = -1;
            for (int received = 0; received < BACKLOG_PACKETS; received++) {
                if (received % 100 == 0) {
                    send(80);
                }
                while (in.available() == 0) {
                    send(10);
                    assertTrue(sent < 1 << 16, "nothing comes any more");
                }
                assertEquals('$', in.readByte());
                in.readByte();
                byte[] packet = in.readNBytes(in.readUnsignedShort());
                int sequence = ByteBuffer.wrap(packet).getShort(2) & 0xFFFF;
                boolean follows = sequence == last + 1;
                gaps += follows ? 0 : 1;
                assertTrue(follows || packet[12] == 0x65, "goes on within a group: " + sequence + " after " + last);
                last = sequence;
            }
            assertTrue(gaps > 0, "everything was kept");
        }
    }

    @Test
    @DisplayName("begins with the newest key picture, and there are four at most")
    void isOneOfFour() throws IOException {
        send(10);
        CardPublisher[] readers = new CardPublisher[5];
        try {
            for (int i = 0; i < readers.length; i++) {
                readers[i] = playing();
            }
            DataInputStream in = new DataInputStream(readers[0].input());
            in.skipNBytes(4 + 12);
            assertEquals(0x65, in.readByte());
            assertTrue(readers[4].isHungUp());
        } finally {
            for (CardPublisher reader : readers) {
                reader.close();
            }
        }
    }
}
