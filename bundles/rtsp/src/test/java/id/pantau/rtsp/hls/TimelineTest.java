package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera's time line")
class TimelineTest {
    private static final long D = 3_600;
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    private final Timeline timeline = new LeadingTimeline(new CommonTime(0));
    private final List<Long> shown = new ArrayList<>();
    private long lastDecoded = -1;

    @Test
    @DisplayName("shows a key picture when it is decoded, however deep the camera reorders")
    void beginsAtOnce() {
        reordered(0);
        assertEquals(List.of(0L, D, 2 * D, 3 * D), sorted());
    }

    @Test
    @DisplayName("joins a stretch that begins while the one before is still shown, without hole or overlap")
    void joinsWhatOverlaps() {
        reordered(0);
        timeline.recode(D);
        inOrder(4 * D);
        assertEquals(List.of(0L, D, 2 * D, 3 * D, 4 * D, 5 * D, 6 * D, 7 * D), sorted());
    }

    @Test
    @DisplayName("joins a stretch that reorders deeper than the one before, without hole")
    void joinsWhatComesLater() {
        inOrder(0);
        timeline.recode(D);
        reordered(4 * D);
        assertEquals(List.of(0L, D, 2 * D, 3 * D, 4 * D, 5 * D, 6 * D, 7 * D), sorted());
    }

    @Test
    @DisplayName("keeps the pause of a camera that thinks about its new coding")
    void keepsPauses() {
        inOrder(0);
        timeline.recode(D);
        inOrder(90_000);
        assertEquals(90_000, shown.get(4));
    }

    @Test
    @DisplayName("shows nothing of another connection before the end of the last one")
    void neverOverlapsConnections() {
        reordered(0);
        timeline.reset(D);
        unit(5, 5, true, START.plusMillis(81));
        assertTrue(shown.get(4) >= 4 * D, shown.toString());
    }

    /** Key, the third after it, and the two between; two pictures ahead of being shown. */
    private void reordered(long dts) {
        unit(dts, dts + 2 * D, true, START);
        unit(dts + D, dts + 5 * D, false, START.plusMillis(40));
        unit(dts + 2 * D, dts + 3 * D, false, START.plusMillis(80));
        unit(dts + 3 * D, dts + 4 * D, false, START.plusMillis(120));
    }

    private void inOrder(long dts) {
        for (int i = 0; i < 4; i++) {
            unit(dts + i * D, dts + i * D, i == 0, START.plusMillis(40 * i));
        }
    }

    private void unit(long dts, long pts, boolean key, Instant arrival) {
        AccessUnit unit = new AccessUnit(ByteBuffer.allocate(4), dts, pts, key, arrival);
        long decoded = timeline.decodeTime(unit);
        assertTrue(decoded > lastDecoded, decoded + " after " + lastDecoded);
        lastDecoded = decoded;
        shown.add(decoded + timeline.offset(unit));
    }

    private List<Long> sorted() {
        return shown.stream().sorted().toList();
    }
}
