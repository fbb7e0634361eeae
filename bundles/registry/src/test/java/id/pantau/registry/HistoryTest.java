package id.pantau.registry;

import static id.pantau.registry.Registry.SARI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("The cameras' history")
class HistoryTest extends OnEachDatabase {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private String camera;
    private Connection open;

    @BeforeEach
    void camera() throws SQLException {
        open = keptOpen();
        camera = registry.addCamera("GATE-07").id();
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private StatusChange live(long seconds) {
        return new StatusChange(camera, at(seconds), Status.LIVE, Optional.empty(), "");
    }

    private StatusChange dark(long seconds, Reason reason) {
        return new StatusChange(camera, at(seconds), Status.OFFLINE, Optional.of(reason), "no answer");
    }

    private void aliveFrom(long seconds, long until) {
        for (long s = seconds; s <= until; s += 30) {
            registry.history.alive(at(s));
        }
    }

    /** What is known at a moment of the period until then. */
    private Uptime uptime(long from, long to, long now) {
        return new SqlHistory(registry.database, Clock.fixed(at(now), ZoneOffset.UTC))
                .uptime(at(from), at(to), Uptime.By.CAMERA)
                .get(0);
    }

    private Uptime figures(long live, long degraded, long offline, long unknown, Map<Reason, Duration> byReason) {
        return new Uptime(
                camera,
                1,
                Duration.ofSeconds(live),
                Duration.ofSeconds(degraded),
                Duration.ofSeconds(offline),
                Duration.ofSeconds(unknown),
                byReason);
    }

    @Test
    @DisplayName("is read newest first, down to the row that was in force when the period began")
    void read() throws SQLException {
        List<StatusChange> rows = List.of(live(0), dark(10, Reason.UNREACHABLE), live(20), dark(30, Reason.NO_VIDEO));
        registry.history.record(rows);
        SqlHistory history = reopened().history;
        assertEquals(List.of(rows.get(2), rows.get(1)), history.of(camera, at(15), at(30), 10));
        assertEquals(List.of(rows.get(2), rows.get(1)), history.of(camera, at(10), at(30), 10));
        assertEquals(List.of(rows.get(3)), history.of(camera, at(0), at(100), 1));
        assertEquals(List.of(rows.get(3)), history.of(camera, at(50), at(100), 10));
        assertEquals(List.of(), history.of(camera, at(-9), at(0), 10));
        assertEquals(List.of(), history.of("x", at(0), at(100), 10));
        for (int limit : new int[] {0, 10_001}) {
            assertThrows(IllegalArgumentException.class, () -> history.of(camera, at(0), at(1), limit));
        }
    }

    @Test
    @DisplayName("leaves out what repeats the row before, and cameras that are not registered")
    void leftOut() {
        StatusChange stranger = new StatusChange("x", at(1), Status.LIVE, Optional.empty(), "");
        registry.history.record(List.of(live(0), stranger, live(5), dark(10, Reason.UNREACHABLE)));
        registry.history.record(List.of(dark(15, Reason.UNREACHABLE), dark(20, Reason.NO_VIDEO)));
        assertEquals(
                List.of(dark(20, Reason.NO_VIDEO), dark(10, Reason.UNREACHABLE), live(0)),
                registry.history.of(camera, at(0), at(100), 10));
    }

    @Test
    @DisplayName("keeps whatever a camera says as detail, what is too long cut")
    void detail() {
        for (String hostile : List.of("a\0b", "\uD800", "x".repeat(100_000))) {
            registry.history.record(List.of(
                    new StatusChange(camera, at(0), Status.OFFLINE, Optional.of(Reason.PROTOCOL_ERROR), hostile)));
            String kept = registry.history.of(camera, at(-9), at(9), 1).get(0).detail();
            assertEquals(Math.min(hostile.length(), 1_000), kept.length());
        }
    }

    @Test
    @DisplayName("takes nothing that a camera cannot show, and then nothing at all")
    void nothingElse() {
        StatusChange busy = new StatusChange(camera, at(1), Status.BUSY, Optional.of(Reason.OVERLOAD), "");
        assertThrows(IllegalArgumentException.class, () -> registry.history.record(List.of(live(0), busy)));
        assertEquals(List.of(), registry.history.of(camera, at(-9), at(100), 10));
    }

    @Test
    @DisplayName("counts each row until the next one, and nothing before the first")
    void counted() {
        aliveFrom(0, 300);
        registry.history.record(List.of(live(60), dark(90, Reason.UNREACHABLE), live(100)));
        registry.history.record(
                List.of(new StatusChange(camera, at(200), Status.DEGRADED, Optional.of(Reason.FROZEN), "41 looks")));
        Map<Reason, Duration> reasons =
                Map.of(Reason.UNREACHABLE, Duration.ofSeconds(10), Reason.FROZEN, Duration.ofSeconds(50));
        assertEquals(figures(130, 50, 10, 60, reasons), uptime(0, 250, 300));
        assertEquals(130 / 190.0, uptime(0, 250, 300).share());
    }

    @Test
    @DisplayName("knows nothing of a silence, and goes on after it where it is the same process that was silent")
    void silence() {
        registry.history.record(List.of(live(0)));
        aliveFrom(0, 120);
        registry.history.record(List.of(dark(250, Reason.UNREACHABLE)));
        aliveFrom(600, 900);
        // known: 0 to 120, a moment at 250, and 600 to 900
        assertEquals(
                figures(120, 0, 300, 480, Map.of(Reason.UNREACHABLE, Duration.ofSeconds(300))), uptime(0, 900, 900));
    }

    @Test
    @DisplayName("knows nothing of a camera after a restart until its next row, even one that says the same")
    void restart() throws SQLException {
        registry.history.record(List.of(live(0)));
        aliveFrom(0, 120);
        registry = reopened();
        aliveFrom(300, 330);
        registry.history.record(List.of(live(330)));
        aliveFrom(330, 600);
        // known: 0 to 120, and 330 to 600
        assertEquals(figures(390, 0, 0, 210, Map.of()), uptime(0, 600, 600));
        assertEquals(2, registry.history.of(camera, at(0), at(600), 10).size());
        assertEquals(figures(0, 0, 0, 100, Map.of()), uptime(150, 250, 600));
    }

    @Test
    @DisplayName("bridges 90 s without a sign of life, and knows nothing of the last ones when they are more by now")
    void bridged() {
        registry.history.record(List.of(live(0)));
        registry.history.alive(at(90));
        assertEquals(figures(180, 0, 0, 0, Map.of()), uptime(0, 900, 180));
        assertEquals(figures(90, 0, 0, 91, Map.of()), uptime(0, 900, 181));
    }

    @Test
    @DisplayName("keeps its rows in order when the clock was set back")
    void clockSetBack() {
        aliveFrom(0, 60);
        registry.history.record(List.of(live(0), dark(40, Reason.UNREACHABLE), live(20)));
        assertEquals(List.of(dark(40, Reason.UNREACHABLE), live(0)), registry.history.of(camera, at(0), at(100), 10));
        registry.history.alive(at(-10_000));
        assertEquals(figures(40, 0, 20, 0, Map.of(Reason.UNREACHABLE, Duration.ofSeconds(20))), uptime(0, 60, 60));
    }

    @Test
    @DisplayName("refuses a period that is empty, in the future or beyond ten years")
    void period() {
        for (long[] bad : new long[][] {{10, 10}, {10, 5}, {200, 300}, {-4_000L * 86_400, 0}}) {
            assertThrows(IllegalArgumentException.class, () -> uptime(bad[0], bad[1], 100));
        }
    }

    @Test
    @DisplayName("of a removed camera is gone, and counts nowhere")
    void removed() {
        aliveFrom(0, 90);
        registry.history.record(List.of(live(0)));
        registry.cameras.remove(camera, SARI, "");
        registry.history.record(List.of(dark(50, Reason.UNREACHABLE)));
        assertEquals(
                List.of(),
                new SqlHistory(registry.database, Clock.fixed(at(90), ZoneOffset.UTC))
                        .uptime(at(0), at(90), Uptime.By.POINT));
    }

    @Test
    @DisplayName("is forgotten when it is too old, a few rows at a time, but for what is still in force")
    void forgotten() {
        String quiet = registry.addCamera("QUIET").id();
        registry.history.record(List.of(new StatusChange(quiet, at(0), Status.LIVE, Optional.empty(), "")));
        for (int i = 0; i < 10; i++) {
            registry.history.record(List.of(i % 2 == 0 ? live(i * 10) : dark(i * 10, Reason.UNREACHABLE)));
        }
        aliveFrom(100, 160);
        HistoryRetention retention =
                new HistoryRetention(registry.database, Duration.ofSeconds(100), Clock.fixed(at(155), ZoneOffset.UTC));
        assertEquals(5, retention.forget(2));
        List<StatusChange> left = registry.history.of(camera, at(-9), at(200), 100);
        assertEquals(at(50), left.get(left.size() - 1).at());
        assertEquals(5, left.size());
        assertEquals(1, registry.history.of(quiet, at(100), at(200), 10).size());
        assertEquals(0, retention.forget(2));
        Instant later = at(1_000);
        new HistoryRetention(registry.database, Duration.ofSeconds(100), Clock.fixed(later, ZoneOffset.UTC)).forget(2);
        assertEquals(1, registry.history.of(camera, at(-9), at(2_000), 100).size());
        assertTrue(registry.database
                .transactions()
                .read(ObservedTable::all)
                .period(at(120))
                .isEmpty());
    }
}
