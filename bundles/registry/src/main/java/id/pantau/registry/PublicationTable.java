package id.pantau.registry;

import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Text;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The publications' rows: one for each camera that is public or withdrawn. */
final class PublicationTable {
    private PublicationTable() {}

    static List<Publication> all(Connection c) throws SQLException {
        return Sql.list(
                c,
                PublicationTable::read,
                "select camera, stand, reason, detail_id, detail_en, since from publications");
    }

    static void replace(Connection c, Publication publication) throws SQLException {
        Sql.update(c, "delete from publications where camera = ?", publication.camera());
        if (publication.stand() != Stand.PRIVATE) {
            Sql.update(
                    c,
                    "insert into publications (camera, stand, reason, detail_id, detail_en, since)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    publication.camera(),
                    publication.stand().name(),
                    publication.reason().map(Reason::name).orElse(null),
                    publication.detail().map(Text::id).orElse(null),
                    publication.detail().map(Text::en).orElse(null),
                    publication.since());
        }
    }

    private static Publication read(ResultSet r) throws SQLException {
        return new Publication(
                r.getString("camera"),
                Stand.valueOf(r.getString("stand")),
                Optional.ofNullable(r.getString("reason")).map(Reason::valueOf),
                Database.text(r, "detail"),
                Sql.instant(r, "since"));
    }
}
