package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.service.Cameras;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The cameras in the database. */
@Component(immediate = true)
public final class SqlCameras implements Cameras {
    private final Database database;
    private final CameraListeners listeners;

    @Activate
    public SqlCameras(@Reference Database database, @Reference CameraListeners listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    @Override
    public List<Camera> all() {
        return database.cameras().all();
    }

    @Override
    public Optional<Camera> find(String id) {
        return database.cameras().find(id);
    }

    @Override
    public Credentials credentials(String id) {
        return database.transactions()
                .read(c -> Sql.first(
                        c,
                        r -> database.vault().decrypt(CameraTable.NAME, id, r.getString("login")),
                        "select login from cameras where id = ?",
                        id))
                .orElseThrow(() -> missing(id));
    }

    @Override
    public Camera add(Camera camera, Credentials credentials, Actor who, String why) {
        Camera added;
        try {
            added = database.transactions()
                    .change(c -> CameraTable.add(c, database.vault(), camera, credentials, who, why));
        } catch (KeyTakenException e) {
            throw CameraTable.refTaken(camera);
        } finally {
            database.cameras().changed();
        }
        listeners.tell(added.id(), database.cameras());
        return added;
    }

    @Override
    public void changeLogin(String id, Credentials credentials, Actor who, String why) {
        String login = database.vault().encrypt(CameraTable.NAME, id, credentials);
        change(id, "camera:login", who, why, c -> set(c, id, "login", login));
    }

    @Override
    public void move(String id, String point, Actor who, String why) {
        change(id, "camera:move", who, why, c -> {
            if (!PointTable.exists(c, point)) {
                throw new NoSuchElementException("no point " + point);
            }
            return set(c, id, "point", point);
        });
    }

    @Override
    public void changeVendor(String id, String vendor, Actor who, String why) {
        if (find(id).orElseThrow(() -> missing(id)).vendor().equals(vendor)) {
            return;
        }
        change(id, "camera:vendor", who, why, c -> set(c, id, "vendor", vendor));
    }

    @Override
    public boolean remove(String id, Actor who, String why) {
        boolean removed;
        try {
            removed = database.transactions().change(c -> {
                if (Sql.update(c, "delete from cameras where id = ?", id) == 0) {
                    return false;
                }
                AuditTable.append(c, who, "camera:remove", id, why);
                return true;
            });
        } finally {
            database.cameras().changed();
            database.publications().changed();
            database.views().changed();
            database.sponsorships().changed();
            database.withheld().changed();
        }
        if (removed) {
            listeners.tell(id, database.cameras());
        }
        return removed;
    }

    private void change(
            String id, String action, Actor who, String why, Transactions.Work<Integer, RuntimeException> update) {
        try {
            database.transactions().change(c -> {
                if (update.run(c) == 0) {
                    throw missing(id);
                }
                AuditTable.append(c, who, action, id, why);
                return true;
            });
        } finally {
            database.cameras().changed();
        }
        listeners.tell(id, database.cameras());
    }

    private static int set(Connection c, String id, String column, @Nullable String value) throws SQLException {
        return Sql.update(c, "update cameras set " + column + " = ? where id = ?", value, id);
    }

    private static NoSuchElementException missing(String id) {
        return new NoSuchElementException("no camera " + id);
    }
}
