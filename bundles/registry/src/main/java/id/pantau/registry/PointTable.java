package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Point;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The points' rows. */
final class PointTable {
    private PointTable() {}

    static List<Point> all(Connection c) throws SQLException {
        return Sql.list(c, PointTable::read, "select id, name, kecamatan, latitude, longitude from points");
    }

    static boolean exists(Connection c, String id) throws SQLException {
        return Sql.exists(c, "select id from points where id = ?", id);
    }

    /**
     * Adds a point with its audit entry; the very same point again changes nothing.
     *
     * @throws IllegalStateException when another point has that id
     */
    static void add(Connection c, Point point, Actor who, String why) throws SQLException {
        Optional<Point> known = Sql.first(
                c,
                PointTable::read,
                "select id, name, kecamatan, latitude, longitude from points where id = ?",
                point.id());
        if (known.isPresent() && !known.get().equals(point)) {
            throw new IllegalStateException("another point has the id " + point.id());
        }
        if (known.isEmpty()) {
            Sql.update(
                    c,
                    "insert into points (id, name, kecamatan, latitude, longitude) values (?, ?, ?, ?, ?)",
                    point.id(),
                    point.name(),
                    point.kecamatan(),
                    point.latitude(),
                    point.longitude());
            AuditTable.append(c, who, "point:add", point.id(), why);
        }
    }

    private static Point read(ResultSet r) throws SQLException {
        return new Point(
                r.getString("id"),
                r.getString("name"),
                r.getString("kecamatan"),
                r.getDouble("latitude"),
                r.getDouble("longitude"));
    }
}
