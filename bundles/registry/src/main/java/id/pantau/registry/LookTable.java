package id.pantau.registry;

import id.pantau.model.Look;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The looks' rows: one for each camera, user and day. */
final class LookTable {
    private LookTable() {}

    static void note(Connection c, String camera, String who, LocalDate day, Instant at) throws SQLException {
        int known = Sql.update(
                c,
                "update looks set last_seen = ? where camera = ? and who = ? and seen_on = ?",
                at,
                camera,
                who,
                day.toString());
        if (known == 0 && CameraTable.exists(c, camera)) {
            Sql.update(
                    c,
                    "insert into looks (camera, who, seen_on, first_seen, last_seen) values (?, ?, ?, ?, ?)",
                    camera,
                    who,
                    day.toString(),
                    at,
                    at);
        }
    }

    static List<Look> of(Connection c, String partner, LocalDate since, int most) throws SQLException {
        return Sql.list(
                c,
                LookTable::read,
                "select l.camera, l.who, l.seen_on, l.first_seen, l.last_seen from looks l join cameras c on c.id = l.camera"
                        + " where c.partner = ? and l.seen_on >= ? order by l.last_seen desc, l.camera, l.who"
                        + " fetch first " + most + " rows only",
                partner,
                since.toString());
    }

    static void forget(Connection c, LocalDate before) throws SQLException {
        Sql.update(c, "delete from looks where seen_on < ?", before.toString());
    }

    private static Look read(ResultSet r) throws SQLException {
        return new Look(
                r.getString("camera"),
                r.getString("who"),
                LocalDate.parse(r.getString("seen_on")),
                Sql.instant(r, "first_seen"),
                Sql.instant(r, "last_seen"));
    }
}
