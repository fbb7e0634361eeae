package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.model.StatusChange;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.service.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The status of a camera")
class CameraStatusTest {
    private static final String GATE = "gate";
    private static final String GATE_SUB = City.sub(GATE);

    private City city;

    @BeforeEach
    void play(@TempDir Path folder) {
        city = new City(folder);
        city.register(GATE, "acme");
        city.register("other", "acme");
        city.install("acme", new FakeDriver("/v1/"));
        city.open().run(Duration.ofSeconds(15));
        assertEquals("live", city.status(GATE));
    }

    private void look(Reason... reasons) {
        city.hub.report(
                GATE,
                List.of(reasons).stream()
                        .map(reason -> new Finding(reason, "as " + reason.code() + " as can be"))
                        .toList());
        city.run(Duration.ofSeconds(2));
    }

    private Instant since() {
        return city.hub.state(GATE).orElseThrow().since();
    }

    @Test
    @DisplayName("is degraded by what two looks running found, until three did not, and nobody else's is")
    void degrades() {
        look(Reason.BLURRED);
        assertEquals("live", city.status(GATE));
        look(Reason.BLURRED);
        assertEquals("degraded", city.status(GATE));
        assertEquals(Optional.of(Reason.BLURRED), city.reason(GATE));
        assertEquals("as blurred as can be", city.hub.state(GATE).orElseThrow().detail());
        look();
        look();
        assertEquals("degraded", city.status(GATE));
        look();
        assertEquals("live", city.status(GATE));

        assertEquals(List.of("live", "blurred", "live"), city.statusFacts(GATE));
        assertEquals(List.of("starting", "live", "blurred", "live"), city.rows(GATE));
        assertEquals(List.of("starting", "live"), city.rows("other"));
    }

    @Test
    @DisplayName("shows the worst finding, since it is the worst")
    void worst() {
        look(Reason.NOISY);
        look(Reason.NOISY);
        Instant noisy = since();
        look(Reason.NOISY, Reason.COVERED);
        assertEquals(noisy, since());
        look(Reason.NOISY, Reason.COVERED);
        assertEquals(Optional.of(Reason.COVERED), city.reason(GATE));
        assertTrue(since().isAfter(noisy));
        assertEquals(List.of("live", "noisy", "covered"), city.statusFacts(GATE));
    }

    @Test
    @DisplayName("keeps its time, and makes no event, while only the detail changes")
    void details() {
        look(Reason.BLURRED);
        look(Reason.BLURRED);
        Instant since = since();
        city.hub.report(GATE, List.of(new Finding(Reason.BLURRED, "more so")));
        city.run(Duration.ofSeconds(2));
        assertEquals("more so", city.hub.state(GATE).orElseThrow().detail());
        assertEquals(since, since());
        assertEquals(2, city.statusFacts(GATE).size());
    }

    @Test
    @DisplayName("is what is wrong with the connection while no pictures come, whatever they showed")
    void technicalTroubleFirst() {
        look(Reason.FROZEN);
        look(Reason.FROZEN);
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofSeconds(8));
        assertEquals("offline", city.status(GATE));
        assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));
    }

    @Test
    @DisplayName("of a frozen camera is never live again before looks say that it moves, though nobody looks for hours")
    void forgetsNothing() {
        look(Reason.FROZEN);
        look(Reason.FROZEN);
        city.run(Duration.ofHours(3));
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofMinutes(2));
        city.pulls.mend(GATE_SUB);
        city.run(Duration.ofMinutes(5));

        assertEquals(Optional.of(Reason.FROZEN), city.reason(GATE));
        assertEquals(List.of("live", "frozen", "unreachable", "frozen"), city.statusFacts(GATE));
    }

    @Test
    @DisplayName("is told to the history as to everybody, at the same moment")
    void historyIsTheFacts() {
        look(Reason.BLACK);
        look(Reason.BLACK);
        List<Fact> facts = city.facts.stream()
                .filter(fact ->
                        fact.type().equals(Fact.STATUS_CHANGED) && fact.camera().equals(GATE))
                .toList();
        List<StatusChange> rows = city.history.stream()
                .filter(row -> row.camera().equals(GATE))
                .skip(1)
                .toList();
        assertEquals(
                facts.stream().map(Fact::at).toList(),
                rows.stream().map(StatusChange::at).toList());
        assertEquals("degraded", facts.get(1).attributes().get("status"));
        assertEquals(rows.get(1).detail(), facts.get(1).attributes().get("detail"));
    }

    @Test
    @DisplayName("of an unknown camera is nobody's, and thousands of reports at once make one refresh")
    void bounded() {
        city.hub.report("nobody", List.of(new Finding(Reason.BLACK, "")));
        int waiting = city.loop.waiting();
        for (int i = 0; i < 10_000; i++) {
            city.hub.report(GATE, List.of(new Finding(Reason.BLACK, "report " + i)));
        }
        assertEquals(waiting + 1, city.loop.waiting());
        city.loop.settle();
        assertEquals("report 9999", city.hub.state(GATE).orElseThrow().detail());
        assertEquals(Optional.empty(), city.hub.state("nobody"));
    }

    @Test
    @DisplayName("has no video when pictures just stop, whatever was wrong before they came")
    void earlierTroubleIsOver() {
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofSeconds(20));
        city.pulls.mend(GATE_SUB);
        city.run(Duration.ofSeconds(10));
        city.pulls.mute(GATE_SUB);
        city.run(City.SILENCE.plusMillis(1_500));
        assertEquals(Optional.of(Reason.NO_VIDEO), city.reason(GATE));
        assertEquals(List.of("live", "unreachable", "live", "no-video"), city.statusFacts(GATE));
    }

    @Test
    @DisplayName(
            "says that the camera's clock is wrong while its own reports say so, and not for one that was never set")
    void clock() {
        city.pulls.telling = true;
        city.pulls.clockOff = Duration.ofHours(-7);
        city.run(Duration.ofSeconds(10));
        assertEquals(Optional.of(Reason.CLOCK_WRONG), city.reason(GATE));
        assertEquals(
                "the camera's clock is 7 h 0 min slow",
                city.hub.state(GATE).orElseThrow().detail());

        city.pulls.clockOff = Duration.ofSeconds(-50);
        city.run(Duration.ofSeconds(10));
        assertEquals("live", city.status(GATE));

        city.pulls.clockOff = Duration.ofDays(-56 * 365);
        city.run(Duration.ofMinutes(2));
        assertEquals("live", city.status(GATE));
    }

    @Test
    @DisplayName("of a dark camera that fails in turns in two ways keeps one reason, and changes it when that lasts")
    void oneReason() {
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofSeconds(10));
        for (int i = 0; i < 20; i++) {
            RtspFailure.Kind kind = i % 2 == 0 ? RtspFailure.Kind.PROTOCOL : RtspFailure.Kind.UNREACHABLE;
            int attempts = city.pulls.opened(GATE_SUB).size();
            city.pulls.fail(GATE_SUB, kind);
            while (city.pulls.opened(GATE_SUB).size() == attempts) {
                city.run(FakePulls.PICTURE);
            }
        }
        assertEquals(List.of("live", "unreachable"), city.statusFacts(GATE));
        city.pulls.fail(GATE_SUB, RtspFailure.Kind.PROTOCOL);
        city.run(Duration.ofMinutes(2));
        assertEquals(List.of("live", "unreachable", "protocol-error"), city.statusFacts(GATE));
    }

    @Nested
    @DisplayName("of a camera that comes and goes")
    class Flapping {

        private void drop(Duration dark, Duration shown) {
            city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
            city.run(dark);
            city.pulls.mend(GATE_SUB);
            city.run(shown);
        }

        @Test
        @DisplayName("is live at once after the first outage, and after the second")
        void firstRecoveries() {
            drop(Duration.ofSeconds(8), Duration.ofSeconds(3));
            assertEquals("live", city.status(GATE));
            drop(Duration.ofSeconds(8), Duration.ofSeconds(3));
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("changes a few times and not hundreds of times, is never live meanwhile, and is once it is calm")
        void steady() {
            for (int i = 0; i < 100; i++) {
                drop(Duration.ofSeconds(7), Duration.ofSeconds(12));
                assertTrue(i < 4 || city.status(GATE).equals("degraded"), "live in between");
            }
            assertEquals(Optional.of(Reason.LOW_RATE), city.reason(GATE));
            assertTrue(city.statusFacts(GATE).size() <= 8, city.statusFacts(GATE)::toString);
            assertEquals(city.statusFacts(GATE).size() + 1, city.rows(GATE).size());

            city.run(Steadiness.CALM);
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("is not live while its line breaks every five seconds, though there is always a fresh picture")
        void shortDrops() {
            for (int i = 0; i < 10; i++) {
                drop(Duration.ofSeconds(1), Duration.ofSeconds(4));
            }
            assertEquals(List.of("live", "low-rate"), city.statusFacts(GATE));
            city.run(Steadiness.CALM.plusSeconds(1));
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("is offline all the same once it stays dark, and live at once when it comes back much later")
        void stillGoesDark() {
            for (int i = 0; i < 10; i++) {
                drop(Duration.ofSeconds(7), Duration.ofSeconds(5));
            }
            city.pulls.fail(GATE_SUB, RtspFailure.Kind.UNREACHABLE);
            city.run(Duration.ofSeconds(11));
            assertEquals("offline", city.status(GATE));
            city.run(Duration.ofHours(1));
            city.pulls.mend(GATE_SUB);
            city.run(Duration.ofSeconds(31));
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("stays offline when it is dark for longer each time, rather than come and go all day")
        void longDrops() {
            for (int i = 0; i < 50; i++) {
                drop(Duration.ofSeconds(15), Duration.ofSeconds(20));
            }
            assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));
            assertTrue(city.statusFacts(GATE).size() <= 20, city.statusFacts(GATE)::toString);
            city.run(Steadiness.CALM);
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("says that pictures come again while it is not believed yet")
        void back() {
            for (int i = 0; i < 4; i++) {
                drop(Duration.ofSeconds(15), Duration.ofSeconds(5));
            }
            // how soon it is called again is left to chance
            for (int i = 0; i < 20 && !detail().contains("pictures come again"); i++) {
                city.run(Duration.ofMillis(500));
            }
            assertEquals("offline", city.status(GATE));
            assertTrue(detail().contains("pictures come again"), detail());
        }

        private String detail() {
            return city.hub.state(GATE).orElseThrow().detail();
        }

        @Test
        @DisplayName("does not follow findings that come and go either")
        void findings() {
            for (int i = 0; i < 50; i++) {
                look(Reason.WHITE_OUT);
                look(Reason.WHITE_OUT);
                look();
                look();
                look();
            }
            assertEquals(Optional.of(Reason.WHITE_OUT), city.reason(GATE));
            assertTrue(city.statusFacts(GATE).size() <= 8, city.statusFacts(GATE)::toString);
            city.run(Steadiness.CALM);
            assertEquals("live", city.status(GATE));
        }

        @Test
        @DisplayName("without its driver is no-driver at once")
        void decided() {
            for (int i = 0; i < 10; i++) {
                drop(Duration.ofSeconds(7), Duration.ofSeconds(5));
            }
            assertFalse(city.status(GATE).equals("live"));
            city.uninstall(1);
            city.run(City.GRACE.plusSeconds(1));
            assertEquals(Optional.of(Reason.NO_DRIVER), city.reason(GATE));
        }
    }
}
