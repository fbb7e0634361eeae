package id.pantau.rtsp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time line of a track")
class ClockTest {
    private final TimestampClamp clamp = new TimestampClamp();

    @Test
    @DisplayName("rises on where timestamps wrap around")
    void risesPastWrapAround() {
        assertEquals(List.of(0L, 3600L, 7200L), extend(0xFFFF_F800L, 0x1_0000_0610L, 0x1_0000_1420L));
    }

    @Test
    @DisplayName("has no hole where one picture is stamped hours off")
    void clampsOneOutlier() {
        assertEquals(List.of(0L, 3600L, 7200L, 10800L, 14400L), extend(0, 3600, 7200 + 3600L * 90_000, 10800, 14400));
    }

    @Test
    @DisplayName("goes on evenly where the camera's clock was set, ahead or back")
    void anchorsAgain() {
        for (long jump : new long[] {86_400L * 90_000, -5L * 90_000}) {
            TimestampClamp fresh = new TimestampClamp();
            List<Long> line = IntStream.range(0, 12)
                    .mapToObj(i -> fresh.extend((int) (1_000_000_000L + i * 3600L + (i < 5 ? 0 : jump)), false))
                    .toList();
            assertEquals(LongStream.range(0, 12).map(i -> i * 3600).boxed().toList(), line);
        }
    }

    @Test
    @DisplayName("decodes in order what is shown in another, with the depth that the format states")
    void decodesReorderedPictures() {
        DecodeClock clock = new DecodeClock(OptionalInt.of(2), 4);
        check(clock, false);
    }

    @Test
    @DisplayName("learns the depth of a format that states none")
    void learnsDepth() {
        DecodeClock clock = new DecodeClock(OptionalInt.empty(), 4);
        check(clock, true);
    }

    @Test
    @DisplayName("rises whatever a format states wrongly")
    void risesWithWrongDepth() {
        DecodeClock clock = new DecodeClock(OptionalInt.of(0), 4);
        long before = Long.MIN_VALUE;
        for (long pts : new long[] {0, 14400, 7200, 3600, 10800, 10800, 10800, 0, 90000}) {
            long dts = clock.decodeTime(pts, false, 3600);
            assertTrue(dts > before);
            before = dts;
        }
    }

    @Test
    @DisplayName("rises where another format with another depth begins at its very start")
    void risesAcrossFormats() {
        DecodeClock first = new DecodeClock(OptionalInt.of(0), 0);
        assertEquals(0, first.decodeTime(0, true, 3600));
        DecodeClock second = DecodeClock.after(first, OptionalInt.of(2), 4);
        assertTrue(second.decodeTime(3600, true, 3600) > 0);
    }

    @Test
    @DisplayName("takes more reordering than the format states, but none where it states none")
    void takesMoreThanStated() {
        DecodeClock lying = new DecodeClock(OptionalInt.of(1), 4);
        check(lying, true);
        assertFalse(new DecodeClock(OptionalInt.of(0), 4).mayReorder());
    }

    /** Decode order of a pyramid of B-frames: I0 P4 B2 b1 b3 P8 B6 b5 b7 ... */
    private static void check(DecodeClock clock, boolean learning) {
        List<Long> shown = new ArrayList<>(List.of(0L));
        for (long group = 0; group < 40; group += 4) {
            shown.addAll(List.of(group + 4, group + 2, group + 1, group + 3));
        }
        long before = Long.MIN_VALUE;
        for (int i = 0; i < shown.size(); i++) {
            long pts = shown.get(i) * 3600;
            long dts = clock.decodeTime(pts, i == 0, 3600);
            assertTrue(dts > before, "decode times rise");
            if (!learning || i > 8) {
                assertTrue(dts <= pts, "nothing is shown before it is decoded");
                assertEquals(3600L * (i - 2), dts);
            }
            before = dts;
        }
    }

    private List<Long> extend(long... timestamps) {
        return LongStream.of(timestamps)
                .mapToObj(t -> clamp.extend((int) t, false))
                .toList();
    }
}
