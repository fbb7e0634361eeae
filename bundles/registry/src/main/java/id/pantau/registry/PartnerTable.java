package id.pantau.registry;

import id.pantau.model.Partner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The partners' rows. */
final class PartnerTable {
    private PartnerTable() {}

    static boolean exists(Connection c, String name) throws SQLException {
        return Sql.exists(c, "select name from partners where name = ?", name);
    }

    static Partner read(ResultSet r) throws SQLException {
        return new Partner(r.getString("name"), r.getString("title"));
    }
}
