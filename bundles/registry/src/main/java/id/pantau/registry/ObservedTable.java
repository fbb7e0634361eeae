package id.pantau.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The rows of the periods in which the platform ran. */
final class ObservedTable {
    private ObservedTable() {}

    /** Notes that the platform ran at that time: a period that is no further away than a gap is longer now, else one begins. */
    static void note(Connection c, Instant at) throws SQLException {
        int known = Sql.update(
                c,
                "update observed set started = least(started, ?), seen = greatest(seen, ?)"
                        + " where started <= ? and seen >= ?",
                at,
                at,
                at.plus(Observed.GAP),
                at.minus(Observed.GAP));
        if (known == 0) {
            Sql.update(c, "insert into observed (started, seen) values (?, ?)", at, at);
        }
    }

    static Observed all(Connection c) throws SQLException {
        return new Observed(Sql.list(
                c,
                r -> new Observed.Period(Sql.instant(r, "started"), Sql.instant(r, "seen")),
                "select started, seen from observed"));
    }

    /** Forgets periods that were over at that time. */
    static void forget(Connection c, Instant before) throws SQLException {
        Sql.update(c, "delete from observed where seen < ?", before);
    }
}
