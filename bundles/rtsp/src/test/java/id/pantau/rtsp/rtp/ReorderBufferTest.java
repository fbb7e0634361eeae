package id.pantau.rtsp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packets that come by datagram")
class ReorderBufferTest {
    private static final long PATIENCE = 100;

    private final List<Integer> out = new ArrayList<>();
    private final ReorderBuffer buffer =
            new ReorderBuffer(8, PATIENCE, (bytes, start, length) -> out.add(bytes.getShort(start + 2) & 0xFFFF));

    @Test
    @DisplayName("are put into order, across the wrap-around, and each given once")
    void arePutIntoOrder() {
        send(65_533, 65_535, 65_534, 65_534, 1, 0, 65_535, 3, 2);
        assertEquals(List.of(65_533, 65_534, 65_535, 0, 1, 2, 3), out);
    }

    @Test
    @DisplayName("are given without one that is missing, once its time is up")
    void areGivenWithoutTheMissing() {
        send(1, 3, 4);
        assertEquals(List.of(1), out);
        buffer.expire(PATIENCE - 1);
        assertEquals(List.of(1), out);
        buffer.expire(PATIENCE);
        assertEquals(List.of(1, 3, 4), out);
        send(2, 5);
        assertEquals(List.of(1, 3, 4, 5), out);
    }

    @Test
    @DisplayName("wait for a missing one in small number only")
    void waitInSmallNumber() {
        send(1);
        send(IntStream.rangeClosed(3, 30).toArray());
        assertEquals(IntStream.rangeClosed(3, 30).boxed().toList(), out.subList(1, out.size()));
    }

    @Test
    @DisplayName("begin anew where the source does")
    void beginAnew() {
        send(1, 2, 4, 30_000, 30_001);
        assertEquals(List.of(1, 2, 30_000, 30_001), out);
    }

    private void send(int... sequences) {
        for (int sequence : sequences) {
            ByteBuffer packet = Packets.packet(sequence, 0, false, new byte[] {1});
            buffer.packet(packet, 0, packet.limit(), 0);
        }
    }
}
