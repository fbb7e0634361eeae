package id.pantau.registry;

import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The hashes of the partners' keys. One without a row in {@code key_scopes} is for the partner's own cameras. */
final class KeyTable {
    private KeyTable() {}

    static void add(Connection c, String hash, String partner, Scope scope) throws SQLException {
        Sql.update(
                c, "insert into partner_keys (hash, partner, created) values (?, ?, ?)", hash, partner, Database.now());
        if (scope != Scope.CAMERAS) {
            Sql.update(c, "insert into key_scopes (hash, scope) values (?, ?)", hash, scope.name());
        }
    }

    static void removeAll(Connection c, String partner, Scope scope) throws SQLException {
        if (scope == Scope.CAMERAS) {
            Sql.update(
                    c,
                    "delete from partner_keys where partner = ? and hash not in (select hash from key_scopes)",
                    partner);
        } else {
            Sql.update(
                    c,
                    "delete from partner_keys where partner = ?"
                            + " and hash in (select hash from key_scopes where scope = ?)",
                    partner,
                    scope.name());
        }
    }

    static Optional<Key> find(Connection c, String hash) throws SQLException {
        return Sql.first(
                c,
                KeyTable::read,
                "select p.name, p.title, s.scope from partner_keys k join partners p on p.name = k.partner"
                        + " left join key_scopes s on s.hash = k.hash where k.hash = ?",
                hash);
    }

    private static Key read(ResultSet r) throws SQLException {
        String scope = r.getString("scope");
        return new Key(PartnerTable.read(r), scope == null ? Scope.CAMERAS : Scope.valueOf(scope));
    }
}
