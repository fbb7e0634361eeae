package id.pantau.registry;

import static id.pantau.registry.Registry.LOGIN;
import static id.pantau.registry.Registry.SARI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.model.Camera;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Sponsorship;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("Uptime")
class UptimeTest extends OnEachDatabase {
    private static final ZoneId BATAM = ZoneId.of("Asia/Jakarta");
    /** Twenty minutes before the year ends in Batam. */
    private static final Instant BEGIN = Instant.parse("2026-12-31T16:40:00Z");

    private static final int SECONDS = 2_400;
    private static final int[] PAUSES = {10, 30, 30, 30, 30, 89, 90, 91, 92, 200};

    private final TreeSet<Integer> signs = new TreeSet<>();
    /** When another process began, after a silence. */
    private final Set<Integer> restarts = new HashSet<>();

    private final Map<String, TreeMap<Integer, StatusChange>> rows = new HashMap<>();
    private final List<Camera> cameras = new ArrayList<>();

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private void city() {
        registry.points.add(new Point("port", "Pelabuhan", "", 1.1, 104), SARI);
        registry.partners.add(new Partner("hotel", "Hotel"), SARI);
        cameras.add(registry.addCamera("A"));
        cameras.add(registry.addCamera("B"));
        Camera a = Registry.camera("C");
        cameras.add(registry.cameras.add(
                new Camera("", "C", "port", "hotel", "C", "rtsp", a.endpoint(), "1", a.scene(), true),
                LOGIN,
                SARI,
                ""));
        registry.sponsors.set(new Sponsorship(cameras.get(0).id(), 2026, "Anu", ""), SARI, "");
        registry.sponsors.set(new Sponsorship(cameras.get(0).id(), 2027, "Budi", ""), SARI, "");
        registry.sponsors.set(new Sponsorship(cameras.get(1).id(), 2027, "Anu", ""), SARI, "");
    }

    /** Signs of life with silences and restarts between them, and rows while there is no silence. */
    private void history(Random random) {
        SqlHistory history = registry.history;
        int now = 0;
        while (now < SECONDS) {
            signs.add(now);
            history.alive(at(now));
            int pause = PAUSES[random.nextInt(PAUSES.length)];
            List<StatusChange> changes = new ArrayList<>();
            for (int s = now; pause < 90 && s < Math.min(now + pause, SECONDS); s++) {
                if (random.nextInt(25) == 0) {
                    changes.add(change(random, s));
                }
            }
            history.record(changes);
            now += pause;
            if (random.nextInt(4) == 0) {
                history = new SqlHistory(registry.database);
                if (pause > 90) {
                    restarts.add(now);
                }
            }
        }
    }

    private StatusChange change(Random random, int second) {
        String camera = cameras.get(random.nextInt(cameras.size())).id();
        Status status = List.of(Status.LIVE, Status.DEGRADED, Status.OFFLINE).get(random.nextInt(3));
        Optional<Reason> reason = status == Status.LIVE
                ? Optional.empty()
                : Optional.of(List.of(Reason.BLACK, Reason.UNREACHABLE).get(random.nextInt(2)));
        StatusChange change = new StatusChange(camera, at(second), status, reason, "");
        signs.add(second);
        rows.computeIfAbsent(camera, c -> new TreeMap<>()).put(second, change);
        return change;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("is to the second what somebody finds who looks every second")
    void oracle(long seed) throws SQLException {
        Random random = new Random(seed);
        try (Connection open = keptOpen()) {
            city();
            history(random);
            compare(seed, random);
        }
    }

    private void compare(long seed, Random random) {
        int now = signs.last() + (seed % 2 == 0 ? 60 : 95);
        SqlHistory history = new SqlHistory(registry.database, Clock.fixed(at(now), BATAM));
        for (Uptime.By by : Uptime.By.values()) {
            int from = random.nextInt(1_200) - 100;
            int to = from + 1 + random.nextInt(SECONDS);
            Map<String, Uptime> found = history.uptime(at(from), at(to), by).stream()
                    .collect(Collectors.toMap(Uptime::subject, Function.identity()));
            assertEquals(lookEverySecond(from, Math.min(to, now), now, by), found, by + " from " + from + " to " + to);
        }
    }

    private Map<String, Uptime> lookEverySecond(int from, int to, int now, Uptime.By by) {
        signs.add(now);
        Map<String, Count> counts = new HashMap<>();
        for (Camera camera : cameras) {
            Optional<StatusChange> shown = Optional.empty();
            TreeMap<Integer, StatusChange> own = rows.getOrDefault(camera.id(), new TreeMap<>());
            for (int s = Math.min(from, 0); s < to; s++) {
                if (restarts.contains(s)) {
                    shown = Optional.empty();
                }
                if (own.containsKey(s)) {
                    shown = Optional.of(own.get(s));
                }
                Integer before = signs.floor(s);
                Integer after = signs.higher(s);
                boolean silent = before == null || after == null || after - before > 90;
                if (s >= from) {
                    counts.computeIfAbsent(subject(camera, by, s), subject -> new Count())
                            .look(camera, silent ? Optional.empty() : shown);
                }
            }
        }
        Map<String, Uptime> figures = new HashMap<>();
        counts.forEach((subject, count) -> figures.put(subject, count.figures(subject)));
        return figures;
    }

    private static String subject(Camera camera, Uptime.By by, int second) {
        boolean next = at(second).atZone(BATAM).getYear() == 2027;
        return switch (by) {
            case CAMERA -> camera.id();
            case POINT -> camera.point();
            case PARTNER -> camera.partner();
            case SPONSOR ->
                switch (camera.ref()) {
                    case "A" -> next ? "Budi" : "Anu";
                    case "B" -> next ? "Anu" : "-";
                    default -> "-";
                };
        };
    }

    private static final class Count {
        private final Set<String> cameras = new HashSet<>();
        private final Map<Status, Integer> seconds = new HashMap<>();
        private final Map<Reason, Duration> reasons = new HashMap<>();
        private int unknown;

        void look(Camera camera, Optional<StatusChange> shown) {
            cameras.add(camera.id());
            if (shown.isEmpty()) {
                unknown++;
                return;
            }
            seconds.merge(shown.get().status(), 1, Integer::sum);
            shown.get().reason().ifPresent(reason -> reasons.merge(reason, Duration.ofSeconds(1), Duration::plus));
        }

        Uptime figures(String subject) {
            return new Uptime(
                    subject,
                    cameras.size(),
                    Duration.ofSeconds(seconds.getOrDefault(Status.LIVE, 0)),
                    Duration.ofSeconds(seconds.getOrDefault(Status.DEGRADED, 0)),
                    Duration.ofSeconds(seconds.getOrDefault(Status.OFFLINE, 0)),
                    Duration.ofSeconds(unknown),
                    reasons);
        }
    }
}
