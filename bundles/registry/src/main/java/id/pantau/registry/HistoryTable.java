package id.pantau.registry;

import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of cameras' history. All that is read comes newest first, as the index has it. */
final class HistoryTable {
    private static final String SELECT = "select camera, happened, status, reason, detail from status_history";
    private static final String NEWEST_FIRST = " order by happened desc, seq desc";

    private HistoryTable() {}

    static void add(Connection c, StatusChange change) throws SQLException {
        Sql.update(
                c,
                "insert into status_history (camera, happened, status, reason, detail) values (?, ?, ?, ?, ?)",
                change.camera(),
                change.at(),
                change.status().name(),
                change.reason().map(Reason::name).orElse(null),
                change.detail());
    }

    /** The row that is in force at that time. */
    static Optional<StatusChange> at(Connection c, String camera, Instant at) throws SQLException {
        return Sql.first(
                c,
                HistoryTable::read,
                SELECT + " where camera = ? and happened <= ?" + NEWEST_FIRST + " fetch first 1 row only",
                camera,
                at);
    }

    /** Both ends are excluded. */
    static List<StatusChange> between(Connection c, String camera, Instant from, Instant to, int limit)
            throws SQLException {
        return Sql.list(
                c,
                HistoryTable::read,
                SELECT + " where camera = ? and happened > ? and happened < ?" + NEWEST_FIRST + " fetch first " + limit
                        + " rows only",
                camera,
                from,
                to);
    }

    /**
     * Forgets rows that were over at that time: one that was still in force then stays.
     *
     * @return how many, at most {@code limit}
     */
    static int forget(Connection c, Instant before, int limit) throws SQLException {
        return Sql.update(
                c,
                "delete from status_history where seq in (select h.seq from status_history h where h.happened < ?"
                        + " and exists (select 1 from status_history n where n.camera = h.camera"
                        + " and n.happened > h.happened and n.happened <= ?) fetch first " + limit + " rows only)",
                before,
                before);
    }

    /** Fails when a row says something that this version does not know. */
    static void check(Connection c) throws SQLException {
        Sql.list(
                c,
                r -> new StatusChange("", Instant.EPOCH, status(r), reason(r), ""),
                "select distinct status, reason from status_history");
    }

    private static StatusChange read(ResultSet r) throws SQLException {
        return new StatusChange(
                r.getString("camera"), Sql.instant(r, "happened"), status(r), reason(r), r.getString("detail"));
    }

    private static Status status(ResultSet r) throws SQLException {
        return Status.valueOf(r.getString("status"));
    }

    private static Optional<Reason> reason(ResultSet r) throws SQLException {
        return Optional.ofNullable(r.getString("reason")).map(Reason::valueOf);
    }
}
