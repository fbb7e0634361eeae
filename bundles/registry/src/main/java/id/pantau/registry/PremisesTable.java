package id.pantau.registry;

import id.pantau.model.Premises;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rows of partners' own places. */
final class PremisesTable {
    private PremisesTable() {}

    static List<Premises> of(Connection c, String partner) throws SQLException {
        return Sql.list(
                c,
                PremisesTable::read,
                "select partner, name, latitude, longitude, radius from premises where partner = ? order by name",
                partner);
    }

    static void replace(Connection c, Premises premises) throws SQLException {
        remove(c, premises.partner(), premises.name());
        Sql.update(
                c,
                "insert into premises (partner, name, latitude, longitude, radius) values (?, ?, ?, ?, ?)",
                premises.partner(),
                premises.name(),
                premises.latitude(),
                premises.longitude(),
                premises.radius());
    }

    static boolean remove(Connection c, String partner, String name) throws SQLException {
        return Sql.update(c, "delete from premises where partner = ? and name = ?", partner, name) == 1;
    }

    private static Premises read(ResultSet r) throws SQLException {
        return new Premises(
                r.getString("partner"),
                r.getString("name"),
                r.getDouble("latitude"),
                r.getDouble("longitude"),
                r.getInt("radius"));
    }
}
