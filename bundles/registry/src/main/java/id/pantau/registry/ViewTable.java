package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The views' rows: one for each camera whose view somebody approved, with its pictures. */
final class ViewTable {
    static final String NAME = "views";

    private ViewTable() {}

    /** Without the pictures, which stay on disk. */
    static List<View> all(Connection c) throws SQLException {
        return Sql.list(c, ViewTable::read, "select camera, approved, approved_by, changed, detail from views");
    }

    static void approve(Connection c, String camera, Snapshot picture, Actor who) throws SQLException {
        Sql.update(c, "delete from views where camera = ?", camera);
        Sql.update(
                c,
                "insert into views (camera, approved, approved_by, reference, reference_taken, detail)"
                        + " values (?, ?, ?, ?, ?, '')",
                camera,
                Database.now(),
                who.name(),
                bytes(picture),
                milliseconds(picture.takenAt()));
    }

    /** Returns false when there is no view, or its change is known already. */
    static boolean change(Connection c, String camera, Snapshot picture, String detail) throws SQLException {
        Instant taken = milliseconds(picture.takenAt());
        return Sql.update(
                        c,
                        "update views set changed = ?, detail = ?, evidence = ?, evidence_taken = ?"
                                + " where camera = ? and changed is null",
                        taken,
                        detail,
                        bytes(picture),
                        taken,
                        camera)
                == 1;
    }

    static boolean exists(Connection c, String camera) throws SQLException {
        return Sql.exists(c, "select camera from views where camera = ?", camera);
    }

    static Optional<Snapshot> reference(Connection c, String camera) throws SQLException {
        return picture(c, "reference", camera);
    }

    static Optional<Snapshot> evidence(Connection c, String camera) throws SQLException {
        return picture(c, "evidence", camera);
    }

    private static Optional<Snapshot> picture(Connection c, String column, String camera) throws SQLException {
        return Sql.first(
                c,
                r -> new Snapshot(ByteBuffer.wrap(r.getBytes(column)), Sql.instant(r, column + "_taken")),
                "select " + column + ", " + column + "_taken from views where camera = ? and " + column
                        + " is not null",
                camera);
    }

    private static byte[] bytes(Snapshot picture) {
        ByteBuffer jpeg = picture.jpeg();
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.get(bytes);
        return bytes;
    }

    private static Instant milliseconds(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static View read(ResultSet r) throws SQLException {
        return new View(
                r.getString("camera"),
                Optional.of(Sql.instant(r, "approved")),
                r.getString("approved_by"),
                Sql.optionalInstant(r, "changed"),
                r.getString("detail"));
    }
}
