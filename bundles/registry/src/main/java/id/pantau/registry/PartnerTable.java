package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;

/** The partners' rows. */
final class PartnerTable {
    private PartnerTable() {}

    static boolean exists(Connection c, String name) throws SQLException {
        return Sql.exists(c, "select name from partners where name = ?", name);
    }

    static void add(Connection c, Partner partner, Actor who) throws SQLException {
        Sql.update(c, "insert into partners (name, title) values (?, ?)", partner.name(), partner.title());
        AuditTable.append(c, who, "partner:add", partner.name(), "");
    }

    /** @throws NoSuchElementException when there is no such partner */
    static void require(Connection c, String name) throws SQLException {
        if (!exists(c, name)) {
            throw new NoSuchElementException("no partner " + name);
        }
    }

    static Partner read(ResultSet r) throws SQLException {
        return new Partner(r.getString("name"), r.getString("title"));
    }
}
