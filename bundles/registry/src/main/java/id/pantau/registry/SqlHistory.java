package id.pantau.registry;

import id.pantau.model.Camera;
import id.pantau.model.Sponsorship;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import id.pantau.service.History;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The cameras' history in the database. Its rows do not wait for the disk ({@link Transactions#note}): they come often,
 * and a machine that loses power has seconds of which nothing is known anyway.
 *
 * <p>What is known when, and what counts as unknown: {@link Tally} and {@link Observed}. A camera's whole past counts for
 * the point and partner that it has now; its history goes when it is removed.
 */
@Component(immediate = true)
public final class SqlHistory implements History {
    private static final Set<Status> KEPT = Set.of(Status.LIVE, Status.DEGRADED, Status.OFFLINE);
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final int MOST = 10_000;
    private static final int ATTEMPTS = 5;
    private static final int LONGEST_DETAIL = 1_000;
    private static final String NOBODY = "-";

    private final Database database;
    private final Clock clock;
    /** When this process last said that the platform runs; null before the first time. */
    private volatile @Nullable Instant last;

    @Activate
    public SqlHistory(@Reference Database database) {
        this(database, Clock.systemDefaultZone());
    }

    /** @param clock its zone is the one that years begin in */
    SqlHistory(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void record(List<StatusChange> changes) {
        for (StatusChange change : changes) {
            if (!KEPT.contains(change.status())) {
                throw new IllegalArgumentException(change.status().code() + " is nothing that a camera shows");
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        List<StatusChange> rows = changes.stream().map(SqlHistory::storable).toList();
        note(rows.get(rows.size() - 1).at(), c -> {
            Instant before = last;
            for (StatusChange row : rows) {
                signOfLife(c, before, row.at());
                append(c, row);
                before = row.at();
            }
            return true;
        });
    }

    @Override
    public void alive(Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS);
        note(now, c -> {
            signOfLife(c, last, now);
            return true;
        });
    }

    /** @param now the last time of which the work says that the platform ran */
    private void note(Instant now, Transactions.Work<Boolean, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                database.transactions().note(work);
                last = now;
                return;
            } catch (DatabaseException e) {
                // One of the cameras was removed meanwhile; its rows are left out when it is done again.
                if (!e.isConstraintViolation() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Notes that the platform ran. After a silence within one process (the database was away, the clock was set) it knows
     * what its cameras show, and they go on with a row of their own; after a restart whoever records begins anew.
     */
    private void signOfLife(Connection c, @Nullable Instant before, Instant at) throws SQLException {
        ObservedTable.note(c, at);
        if (before == null || !at.isAfter(before.plus(Observed.GAP))) {
            return;
        }
        Optional<Observed.Period> known = ObservedTable.all(c).period(before);
        for (Camera camera : database.cameras().all()) {
            Optional<StatusChange> shown = HistoryTable.at(c, camera.id(), at)
                    .filter(row ->
                            known.isPresent() && !row.at().isBefore(known.get().started()));
            if (shown.isPresent()) {
                append(c, at(shown.get(), at));
            }
        }
    }

    private static void append(Connection c, StatusChange change) throws SQLException {
        if (CameraTable.exists(c, change.camera()) && !repeats(c, change)) {
            HistoryTable.add(c, change);
        }
    }

    /** The change as both databases can keep it, whatever a camera said: what is too long is cut. */
    private static StatusChange storable(StatusChange change) {
        String detail = change.detail().replace('\0', '\uFFFD');
        String shorter = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        String whole = new String(shorter.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new StatusChange(
                change.camera(), change.at().truncatedTo(ChronoUnit.MILLIS), change.status(), change.reason(), whole);
    }

    private static StatusChange at(StatusChange change, Instant at) {
        return new StatusChange(change.camera(), at, change.status(), change.reason(), change.detail());
    }

    /** Whether the row before says the same, and is still known to be true. */
    private static boolean repeats(Connection c, StatusChange change) throws SQLException {
        Optional<StatusChange> before = HistoryTable.at(c, change.camera(), change.at());
        return before.isPresent()
                && at(before.get(), change.at()).equals(change)
                && ObservedTable.all(c)
                        .period(change.at())
                        .filter(period -> !period.started().isAfter(before.get().at()))
                        .isPresent();
    }

    @Override
    public List<StatusChange> of(String camera, Instant from, Instant to, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a limit of " + limit + "; it is 1 to " + MOST);
        }
        return database.transactions().read(c -> {
            List<StatusChange> rows = new ArrayList<>(HistoryTable.between(c, camera, from, to, limit));
            if (rows.size() < limit) {
                HistoryTable.at(c, camera, from).ifPresent(rows::add);
            }
            return List.copyOf(rows);
        });
    }

    @Override
    public List<Uptime> uptime(Instant from, Instant to, Uptime.By by) {
        Instant now = clock.instant();
        Instant start = from.truncatedTo(ChronoUnit.MILLIS);
        Instant end = (to.isAfter(now) ? now : to).truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("the period from " + from + " to " + to + " is empty or not there yet");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the period is longer than " + LONGEST.toDays() + " days");
        }
        Map<String, Tally> tallies = new LinkedHashMap<>();
        database.transactions().read(c -> {
            Observed observed = ObservedTable.all(c).until(now);
            for (Camera camera : database.cameras().all()) {
                List<StatusChange> rows =
                        new ArrayList<>(HistoryTable.between(c, camera.id(), start, end, Integer.MAX_VALUE));
                HistoryTable.at(c, camera.id(), start).ifPresent(rows::add);
                for (Span span : by == Uptime.By.SPONSOR ? years(start, end) : List.of(new Span(start, end))) {
                    tallies.computeIfAbsent(subject(camera, by, span), subject -> new Tally())
                            .add(camera.id(), rows, observed, span.from(), span.to());
                }
            }
            return true;
        });
        List<Uptime> figures = new ArrayList<>();
        tallies.forEach((subject, tally) -> figures.add(tally.figures(subject)));
        return List.copyOf(figures);
    }

    private record Span(Instant from, Instant to) {}

    /** The period, cut where years begin. */
    private List<Span> years(Instant from, Instant to) {
        List<Span> spans = new ArrayList<>();
        Instant start = from;
        while (start.isBefore(to)) {
            Instant next = LocalDate.of(year(start) + 1, 1, 1)
                    .atStartOfDay(clock.getZone())
                    .toInstant();
            Instant end = next.isBefore(to) ? next : to;
            spans.add(new Span(start, end));
            start = end;
        }
        return spans;
    }

    private int year(Instant at) {
        return at.atZone(clock.getZone()).getYear();
    }

    private String subject(Camera camera, Uptime.By by, Span span) {
        return switch (by) {
            case CAMERA -> camera.id();
            case POINT -> camera.point();
            case PARTNER -> camera.partner();
            case SPONSOR ->
                database.sponsorships()
                        .find(SponsorshipTable.key(camera.id(), year(span.from())))
                        .map(Sponsorship::sponsor)
                        .orElse(NOBODY);
        };
    }
}
