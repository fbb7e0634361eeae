package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A reader of the endless stream")
class PartReaderTest {
    private final SlabPool pool = new SlabPool(16 << 10, 16 << 20);
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(2), 3, 8 << 20), new HlsPosition(7, 100, 5), pool, segment -> {});
    private final Pictures camera = new Pictures(stream);

    /** What can be read now: "init", or the number of a part's first picture. */
    private static List<String> read(PartReader reader) {
        List<String> pieces = new ArrayList<>();
        for (Optional<HlsResource> next = reader.next(); next.isPresent(); next = reader.next()) {
            try (HlsResource piece = next.get()) {
                ByteBuffer bytes = ByteBuffer.wrap(HlsServer.bytes(piece));
                String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
                pieces.add(text.contains("moov") ? "init" : Integer.toString(bytes.getInt(Pictures.first(bytes) + 4)));
            }
        }
        return pieces;
    }

    @Test
    @DisplayName("gets the initialisation segment, then all from the newest part that begins with a key picture")
    void beginsAtTheNewestKey() {
        stream.format(Pictures.CIF);
        camera.send(131, 50);
        PartReader reader = stream.read();
        assertEquals(List.of("init", "100", "110", "120"), read(reader));
        assertEquals(List.of(), read(reader));
        camera.send(20, 50);
        assertEquals(List.of("130", "140"), read(reader));
        assertFalse(reader.isOver());
    }

    @Test
    @DisplayName("knows when the first picture of what it took came from the camera")
    void knowsTheArrival() {
        stream.format(Pictures.CIF);
        camera.send(131, 50);
        PartReader reader = stream.read();
        reader.next().orElseThrow().close();
        assertEquals(Optional.empty(), reader.arrival());
        reader.next().orElseThrow().close();
        assertEquals(Optional.of(Pictures.START.plusMillis(40 * 100)), reader.arrival());
        reader.next().orElseThrow().close();
        assertEquals(Optional.of(Pictures.START.plusMillis(40 * 110)), reader.arrival());
    }

    @Test
    @DisplayName("gets its first picture before the first segment is complete, and nothing before there is one")
    void needsNoSegment() {
        PartReader reader = stream.read();
        assertEquals(List.of(), read(reader));
        stream.format(Pictures.CIF);
        camera.send(11, 50);
        assertEquals(List.of("init", "0"), read(reader));
    }

    @Test
    @DisplayName("that is slow goes on with the newest part that begins with a key picture, holding nothing back")
    void dropsForward() {
        stream.format(Pictures.CIF);
        camera.send(11, 50);
        PartReader slow = stream.read();
        assertEquals(List.of("init", "0"), read(slow));
        camera.send(300, 50);
        assertEquals(List.of("300"), read(slow));
        camera.send(3000, 50);
        assertEquals(List.of("3300"), read(slow));
        stream.close();
        assertEquals(0, pool.usedBytes());
    }

    @Test
    @DisplayName("that has lost its place gets no picture that needs one it has not got")
    void waitsForAKey() {
        HlsStream small = new HlsStream(
                new HlsOptions(Duration.ofSeconds(2), 3, 10 * (16 << 10)),
                new HlsPosition(7, 100, 5),
                pool,
                segment -> {});
        small.format(Pictures.CIF);
        Pictures seldom = new Pictures(small);
        seldom.send(11, 10_000);
        PartReader slow = small.read();
        assertEquals(List.of("init", "0"), read(slow));
        seldom.send(2_000, 10_000);
        assertEquals(List.of(), read(slow));
        seldom.send(true);
        seldom.send(20, 10_000);
        assertEquals("2011", read(slow).get(0));
        small.close();
    }

    @Test
    @DisplayName(
            "goes on after an outage, and is over when the pictures are coded differently, or the stream is closed")
    void endsWithTheFormat() {
        stream.format(Pictures.CIF);
        camera.send(61, 50);
        PartReader reader = stream.read();
        PartReader other = stream.read();
        assertEquals(List.of("init", "50"), read(reader));
        camera.reconnect(Duration.ofSeconds(20));
        stream.format(Pictures.CIF);
        camera.send(11, 50);
        assertEquals(List.of("60", "0"), read(reader));
        assertFalse(reader.isOver());
        stream.format(Pictures.FULL_HD);
        camera.send(11, 1);
        assertEquals(List.of("10"), read(reader));
        assertTrue(reader.isOver());
        assertEquals("init", read(other).get(0));
        stream.close();
        assertTrue(other.isOver());
    }
}
