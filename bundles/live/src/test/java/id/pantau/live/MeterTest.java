package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is measured on a stream")
class MeterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final Meter meter = new Meter();

    private void play(long from, long to, int fps) {
        for (long nanos = from; nanos < to; nanos += SECOND / fps) {
            meter.add(1_000, nanos);
        }
    }

    @Test
    @DisplayName("is the rate of the last few seconds, soon after the start too, and 0 when pictures stopped")
    void rates() {
        play(0, 2 * SECOND, 10);
        assertEquals(10, meter.fps(2 * SECOND));
        play(2 * SECOND, 20 * SECOND, 10);
        assertEquals(10, meter.fps(20 * SECOND + SECOND / 3));
        assertEquals(80_000, meter.bitrate(20 * SECOND + SECOND / 3));
        assertEquals(0, meter.fps(30 * SECOND));
        assertEquals(0, meter.bitrate(30 * SECOND));
    }

    @Test
    @DisplayName("works on a clock that begins below zero")
    void negativeClock() {
        play(-10 * SECOND, 0, 5);
        assertEquals(5, meter.fps(0));
    }

    @Test
    @DisplayName("counts viewers once each for 15 s, and the platform itself never")
    void viewers() {
        Viewers viewers = new Viewers();
        viewers.seen("a", 0);
        viewers.seen("a", SECOND);
        viewers.seen("b", 2 * SECOND);
        viewers.seen("", 2 * SECOND);
        assertEquals(2, viewers.count(16 * SECOND));
        assertEquals(1, viewers.count(17 * SECOND));
        assertEquals(0, viewers.count(18 * SECOND));
        for (int i = 0; i < 30_000; i++) {
            viewers.seen("v" + i, 20 * SECOND);
        }
        assertEquals(20_000, viewers.count(20 * SECOND));
    }
}
