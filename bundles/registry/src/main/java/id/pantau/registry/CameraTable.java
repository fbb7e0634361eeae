package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;

/** The cameras' rows. */
final class CameraTable {
    static final String NAME = "cameras";

    private CameraTable() {}

    static List<Camera> all(Connection c) throws SQLException {
        return Sql.list(
                c,
                CameraTable::read,
                "select id, name, point, partner, ref, vendor, endpoint, channel, scene, public_consent from cameras");
    }

    static boolean exists(Connection c, String id) throws SQLException {
        return Sql.exists(c, "select id from cameras where id = ?", id);
    }

    static boolean refTaken(Connection c, String partner, String ref) throws SQLException {
        return Sql.exists(c, "select id from cameras where partner = ? and ref = ?", partner, ref);
    }

    /**
     * Adds a camera under a new id, with its audit entry.
     *
     * @throws IllegalStateException when the partner already has a camera of that ref
     * @throws NoSuchElementException when there is no such point or partner
     */
    static Camera add(Connection c, Vault vault, Camera camera, Credentials login, Actor who, String why)
            throws SQLException {
        if (!PointTable.exists(c, camera.point())) {
            throw new NoSuchElementException("no point " + camera.point());
        }
        if (!PartnerTable.exists(c, camera.partner())) {
            throw new NoSuchElementException("no partner " + camera.partner());
        }
        if (refTaken(c, camera.partner(), camera.ref())) {
            throw refTaken(camera);
        }
        Camera added = withId(camera, Ids.camera());
        Sql.update(
                c,
                "insert into cameras (id, name, point, partner, ref, vendor, endpoint, channel, scene, public_consent,"
                        + " login) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                added.id(),
                added.name(),
                added.point(),
                added.partner(),
                added.ref(),
                added.vendor(),
                added.endpoint().uri().toString(),
                added.channel(),
                added.scene().name(),
                added.publicConsent(),
                vault.encrypt(NAME, added.id(), login));
        AuditTable.append(c, who, "camera:add", added.id(), why);
        return added;
    }

    static IllegalStateException refTaken(Camera camera) {
        return new IllegalStateException(
                "partner " + camera.partner() + " already has a camera with the ref " + camera.ref());
    }

    private static Camera withId(Camera camera, String id) {
        return new Camera(
                id,
                camera.name(),
                camera.point(),
                camera.partner(),
                camera.ref(),
                camera.vendor(),
                camera.endpoint(),
                camera.channel(),
                camera.scene(),
                camera.publicConsent());
    }

    private static Camera read(ResultSet r) throws SQLException {
        return new Camera(
                r.getString("id"),
                r.getString("name"),
                r.getString("point"),
                r.getString("partner"),
                r.getString("ref"),
                r.getString("vendor"),
                new Endpoint(URI.create(r.getString("endpoint"))),
                r.getString("channel"),
                Scene.valueOf(r.getString("scene")),
                r.getBoolean("public_consent"));
    }
}
