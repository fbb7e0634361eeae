package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fragment in memory")
class FragmentTest {
    private static final int SLAB = 64 << 10;

    private final SlabPool pool = new SlabPool(SLAB, 16 << 20);
    private final List<ClosedSegment> closed = new ArrayList<>();
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(2), 3, 40 * SLAB), new HlsPosition(7, 100, 5), pool, closed::add);
    private final Pictures camera = new Pictures(stream);

    @AfterEach
    void close() {
        stream.close();
        assertEquals(0, pool.usedBytes());
    }

    @Test
    @DisplayName("lies in one piece with the ones before and behind it: a segment is as many buffers as slabs")
    void isOnePiece() {
        stream.format(Pictures.CIF);
        camera.size(4_000).send(601, 50);
        HlsResource segment = newest();
        long slabs = segment.length() / SLAB;
        assertTrue(segment.length() > 3 * SLAB, "the segment is too small to tell");
        assertTrue(segment.body().size() <= slabs + 2, segment.body().size() + " buffers in " + slabs + " slabs");
        segment.close();
    }

    @Test
    @DisplayName("says where its pictures are, whatever room its header needed")
    void namesItsPictures() {
        stream.format(Pictures.CIF);
        for (int pictures : List.of(50, 50, 7, 50, 1, 90, 50, 3, 50, 50)) {
            camera.send(pictures, 1_000);
            HlsResource segment = afterKey();
            ByteBuffer bytes = ByteBuffer.wrap(HlsServer.bytes(segment));
            segment.close();
            int first = Pictures.first(bytes);
            assertEquals(996, bytes.getInt(first), "length of the first picture's NAL unit");
            assertEquals(996, bytes.getInt(bytes.limit() - 1000), "length of the last picture's NAL unit");
        }
    }

    private HlsResource afterKey() {
        camera.send(true);
        return newest();
    }

    private HlsResource newest() {
        return stream.find(closed.get(closed.size() - 1).name()).orElseThrow();
    }
}
