package id.pantau.rtsp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reports about a track")
class RtcpTest {
    private static final long NTP_2026 = 2_208_988_800L + 1_795_000_000L;

    @Test
    @DisplayName("tell the camera's clock, whatever else is in the packet")
    void tellTheClock() {
        ByteBuffer compound = ByteBuffer.allocate(8 + 28)
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(9)
                .put(report(NTP_2026))
                .flip();
        Rtcp.Sent sent = Rtcp.senderReport(compound, 0, compound.limit()).orElseThrow();
        assertEquals(Instant.ofEpochSecond(1_795_000_000L, 500_000_000), sent.wallClock());
        assertEquals(3600, sent.timestamp());
        assertEquals((int) (NTP_2026 << 16 | 0x8000), sent.middle());
    }

    @Test
    @DisplayName("go on when NTP's seconds begin anew in 2036")
    void goOnIn2036() {
        ByteBuffer report = report(5);
        assertEquals(
                Instant.parse("2036-02-07T06:28:21.500Z"),
                Rtcp.senderReport(report, 0, 28).orElseThrow().wallClock());
    }

    @Test
    @DisplayName("of a camera without a clock, or cut short, tell nothing")
    void tellNothing() {
        assertTrue(Rtcp.senderReport(report(0), 0, 28).isEmpty());
        for (int length = 0; length < 28; length++) {
            assertTrue(Rtcp.senderReport(report(NTP_2026), 0, length).isEmpty());
        }
    }

    @Test
    @DisplayName("to the camera say what was lost, and how long ago its own came")
    void sayWhatWasLost() {
        Reception reception = new Reception(90_000);
        RtpHeader header = new RtpHeader();
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 3) {
                ByteBuffer packet = Packets.packet(65_500 + i & 0xFFFF, i * 3600L, true, new byte[] {1});
                assertTrue(header.read(packet, 0, packet.limit()));
                reception.packet(header, i * 40_000_000L);
            }
        }
        reception.report(0x1234, 4_000_000_000L);
        Reception.Block block = reception.block(4_500_000_000L);
        assertEquals(24, block.lost());
        assertEquals(256 * 24 / 99, block.fractionLost());
        assertEquals(1 << 16 | 65_500 + 98 & 0xFFFF, block.highest());
        assertEquals(0, block.jitter());
        assertEquals(0x1234, block.lastReport());
        assertEquals(32_768, block.sinceReport());
        assertEquals(0, reception.block(4_600_000_000L).fractionLost());
        ByteBuffer written = Rtcp.receiverReport(7, block);
        assertEquals(0x81C9_0007, written.getInt(0));
        assertEquals(24, written.getInt(12) & 0xFF_FFFF);
        assertEquals(written.remaining(), 32 + 4 * (1 + (written.getShort(34) & 0xFFFF)));
    }

    private static ByteBuffer report(long seconds) {
        return ByteBuffer.allocate(28)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 6)
                .putInt(1)
                .putInt((int) seconds)
                .putInt(0x8000_0000)
                .putInt(3600)
                .putInt(1)
                .putInt(1)
                .flip();
    }
}
