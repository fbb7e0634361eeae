package id.pantau.registry;

import id.pantau.model.Incident;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The incidents' rows. */
final class IncidentTable {
    private static final String SELECT = "select id, place, opened, ends, who, why from incidents";

    private IncidentTable() {}

    static List<Incident> openAt(Connection c, Instant at) throws SQLException {
        return Sql.list(c, IncidentTable::read, SELECT + " where ends > ? order by id", at);
    }

    static List<Incident> newest(Connection c, int most) throws SQLException {
        return Sql.list(
                c, IncidentTable::read, SELECT + " order by opened desc, id fetch first " + most + " rows only");
    }

    static void add(Connection c, Incident incident) throws SQLException {
        Sql.update(
                c,
                "insert into incidents (id, place, opened, ends, who, why) values (?, ?, ?, ?, ?, ?)",
                incident.id(),
                incident.place(),
                incident.opened(),
                incident.until(),
                incident.who(),
                incident.why());
    }

    /** Returns whether it was open. */
    static boolean close(Connection c, String id, Instant at) throws SQLException {
        return Sql.update(c, "update incidents set ends = ? where id = ? and ends > ?", at, id, at) == 1;
    }

    private static Incident read(ResultSet r) throws SQLException {
        return new Incident(
                r.getString("id"),
                r.getString("place"),
                Sql.instant(r, "opened"),
                Sql.instant(r, "ends"),
                r.getString("who"),
                r.getString("why"));
    }
}
