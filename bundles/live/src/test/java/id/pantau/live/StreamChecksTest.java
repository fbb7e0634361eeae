package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.live.StreamCheck.Verdict;
import id.pantau.live.StreamCheck.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Packets alone tell")
class StreamChecksTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Nested
    @DisplayName("of the rate of pictures")
    class Rate {
        private final LowRate check = new LowRate();
        private long now;
        private Verdict last = Verdict.UNKNOWN;

        /** @return after how many seconds it was wrong; 0 for never */
        private int play(double fps, int seconds) {
            int wrongAfter = 0;
            double due = 0;
            for (int second = 1; second <= seconds; second++) {
                for (; due < second; due += 1 / fps) {
                    check.picture(now + (long) ((due - (second - 1)) * SECOND));
                }
                now += SECOND;
                last = check.look(now);
                wrongAfter = wrongAfter == 0 && last.kind() == Kind.WRONG ? second : wrongAfter;
            }
            return wrongAfter;
        }

        @ParameterizedTest(name = "from {0} to {1} per second")
        @DisplayName("that it fell below a third, within six seconds, and when that is over")
        @CsvSource({"10, 3", "10, 1", "10, 0.5", "25, 2", "30, 4.5", "5, 1", "2, 0.5"})
        void falls(double usual, double slow) {
            play(usual, 60);
            int wrongAfter = play(slow, 20);
            assertEquals(Kind.WRONG, last.kind());
            assertEquals(true, wrongAfter > 1 && wrongAfter <= 6, "after " + wrongAfter + " s");
            play(usual, 6);
            assertEquals(Verdict.FINE, last);
        }

        @ParameterizedTest(name = "from {0} to {1} per second")
        @DisplayName("nothing of cameras that are slow by nature or vary")
        @CsvSource({"5, 5", "1, 1", "10, 4", "25, 6", "12, 5", "15, 25"})
        void varies(double usual, double later) {
            assertEquals(0, play(usual, 60));
            assertEquals(0, play(later, 60));
        }

        /** Of each {@code every} seconds, so many pictures in a bunch. */
        private boolean bunches(int pictures, int every, int seconds) {
            boolean wrong = false;
            for (int second = 0; second < seconds; second++) {
                for (int picture = 0; second % every == 0 && picture < pictures; picture++) {
                    check.picture(now + picture * SECOND / 25);
                }
                now += SECOND;
                wrong |= check.look(now).kind() == Kind.WRONG;
            }
            return wrong;
        }

        @Test
        @DisplayName(
                "that only the first few pictures of each group come, but nothing of a line that brings all in bunches")
        void bunched() {
            play(12, 60);
            assertEquals(true, bunches(3, 2, 8));
            play(12, 20);
            assertEquals(false, bunches(24, 2, 60));
        }

        @ParameterizedTest(name = "of {0} s")
        @DisplayName("nothing of one gap, which is silence")
        @ValueSource(ints = {1, 2, 3, 4, 5})
        void gap(int seconds) {
            play(10, 60);
            for (int second = 0; second < seconds; second++) {
                now += SECOND;
                assertEquals(false, check.look(now).kind() == Kind.WRONG, "in second " + second);
            }
            assertEquals(0, play(10, 20));
        }

        @Test
        @DisplayName("nothing at first on a new connection, and then what is usual on the old one")
        void reconnects() {
            play(10, 60);
            check.reset();
            play(1, 3);
            assertEquals(Verdict.UNKNOWN, last);
            play(1, 3);
            assertEquals("1.0 pictures per second, where 10 are usual", last.detail());
        }

        @Test
        @DisplayName("nothing of another camera, which is usually slower")
        void another() {
            play(10, 60);
            check.forget();
            assertEquals(0, play(1, 60));
        }

        @Test
        @DisplayName("that it is still low after two hours, more than what is usual takes to fall")
        void neverUsual() {
            play(10, 60);
            play(1, 7_200);
            assertEquals(Kind.WRONG, last.kind());
        }
    }

    @Nested
    @DisplayName("of the bit rate")
    class Bits {
        private final Meter meter = new Meter();
        private final LowBitrate check = new LowBitrate(meter);
        private long now;
        private Verdict last = Verdict.UNKNOWN;

        private void play(int bytes, int seconds) {
            for (int second = 0; second < seconds; second++) {
                for (int picture = 0; picture < 10; picture++) {
                    meter.add(bytes, now + picture * SECOND / 10);
                }
                now += SECOND;
                last = check.look(now);
            }
        }

        @Test
        @DisplayName("that pictures are suddenly nearly empty for a quarter of a minute, and when that is over")
        void falls() {
            play(10_000, 120);
            play(200, 15);
            assertEquals(Verdict.UNKNOWN, last);
            play(200, 10);
            assertEquals(Kind.WRONG, last.kind());
            play(10_000, 6);
            assertEquals(Verdict.FINE, last);
        }

        @Test
        @DisplayName("nothing of a night that comes slowly, nor of traffic that ends")
        void night() {
            play(10_000, 600);
            for (int bytes = 10_000; bytes > 100; bytes = bytes * 3 / 4) {
                play(bytes, 300);
                assertEquals(Verdict.FINE, last, "at " + bytes + " bytes");
            }
            play(10_000, 600);
            play(1_000, 60);
            assertEquals(Verdict.FINE, last);
        }
    }

    @Nested
    @DisplayName("of missing packets")
    class Packets {
        private final DamagedTransport check = new DamagedTransport();
        private long now;

        /** Of {@code of} pictures at ten a second, each group of {@code group} loses one of its packets at {@code at}. */
        private Verdict play(int of, int group, int at) {
            Verdict last = Verdict.UNKNOWN;
            for (int picture = 0; picture < of; picture++) {
                if (picture % group == at) {
                    check.broken(now);
                } else if (picture % group > at) {
                    check.leftOut(now);
                } else {
                    check.picture(now);
                }
                now += SECOND / 10;
                if (picture % 10 == 9) {
                    last = check.look(now);
                }
            }
            return last;
        }

        @Test
        @DisplayName("that pictures are damaged again and again, and when that is over")
        void damaged() {
            assertEquals(Verdict.FINE, play(100, 1_000, 999));
            assertEquals(Kind.WRONG, play(60, 20, 10).kind());
            assertEquals(Verdict.FINE, play(60, 1_000, 999));
        }

        @Test
        @DisplayName("nothing of one lost packet, however many pictures that costs, nor where few are left out")
        void oneLoss() {
            play(100, 1_000, 999);
            assertEquals(Verdict.FINE, play(40, 40, 0));
            assertEquals(Verdict.FINE, play(100, 1_000, 999));
            assertEquals(Verdict.FINE, play(300, 10, 9));
        }

        @Test
        @DisplayName("nothing of pictures before the first key picture")
        void beginning() {
            for (int picture = 0; picture < 20; picture++) {
                check.leftOut(now);
                now += SECOND / 10;
            }
            assertEquals(Verdict.UNKNOWN, check.look(now));
        }
    }

    @Nested
    @DisplayName("of the camera's clock")
    class Clocks {
        private final Instant noon = Instant.parse("2026-11-28T05:00:00Z");
        private final WrongClock check = new WrongClock();

        @ParameterizedTest(name = "{0} is {1}")
        @DisplayName("that it is more than a minute off, and nothing where it counts from somewhere else")
        @CsvSource({
            "2026-11-28T05:00:59Z, FINE",
            "2026-11-28T04:59:01Z, FINE",
            "2026-11-28T05:01:01Z, WRONG",
            "2026-11-27T22:00:00Z, WRONG",
            "2010-01-01T00:00:00Z, WRONG",
            "2000-12-31T23:59:59Z, UNKNOWN",
            "1970-01-01T00:10:00Z, UNKNOWN",
            "2036-02-07T08:28:16Z, UNKNOWN",
        })
        void reports(Instant shown, Kind kind) {
            check.reported(shown, noon, 0);
            assertEquals(kind, check.look(0).kind());
        }

        @Test
        @DisplayName("what its driver read where its reports say nothing, and its reports where they do")
        void sources() {
            check.read(noon.plusSeconds(3_600), noon);
            assertEquals("the camera's clock is 1 h 0 min fast", check.look(0).detail());
            check.reported(noon, noon, 0);
            assertEquals(Verdict.FINE, check.look(Duration.ofSeconds(29).toNanos()));
            assertEquals(
                    Kind.WRONG, check.look(Duration.ofSeconds(31).toNanos()).kind());
            check.read(noon, noon);
            assertEquals(Verdict.FINE, check.look(Duration.ofSeconds(31).toNanos()));
        }
    }
}
