package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The audit trail's rows, which are only ever added. */
final class AuditTable {
    private static final int MOST_ABOUT = 200;

    private AuditTable() {}

    /** Part of the transaction that makes the change. */
    static void append(Connection c, Actor who, String action, String subject, String why) throws SQLException {
        Sql.update(
                c,
                "insert into audit (happened, who, action, subject, why) values (?, ?, ?, ?, ?)",
                Database.now(),
                who.name(),
                action,
                subject,
                why);
    }

    /** What was done and, where somebody said so, why. */
    static String words(String what, String why) {
        return why.isBlank() ? what : what + "; " + why;
    }

    private static AuditEntry read(ResultSet r) throws SQLException {
        Instant at = Sql.instant(r, "happened");
        return new AuditEntry(
                at, r.getString("who"), r.getString("action"), r.getString("subject"), r.getString("why"));
    }

    /** What was done to a row or to its whole submission, oldest first. */
    static List<AuditEntry> about(Connection c, String row, String submission) throws SQLException {
        return Sql.list(
                c,
                AuditTable::read,
                "select happened, who, action, subject, why from audit where subject in (?, ?)"
                        + " order by seq fetch first " + MOST_ABOUT + " rows only",
                row,
                submission);
    }

    static List<AuditEntry> newest(Connection c, int limit) throws SQLException {
        return Sql.list(
                c,
                AuditTable::read,
                "select happened, who, action, subject, why from audit order by seq desc fetch first " + limit
                        + " rows only");
    }
}
