package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The views in the database. */
@Component(immediate = true)
public final class SqlViews implements Views {
    private static final int LARGEST = 4 << 20;

    private final Database database;
    private final ViewListeners listeners;

    @Activate
    public SqlViews(@Reference Database database, @Reference ViewListeners listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    @Override
    public View of(String camera) {
        return database.views().find(camera).orElseGet(() -> View.none(camera));
    }

    @Override
    public List<View> all() {
        return database.views().all();
    }

    @Override
    public void approve(String camera, Snapshot picture, Actor who, String why) {
        requireSize(picture);
        try {
            database.transactions().change(c -> {
                if (!CameraTable.exists(c, camera)) {
                    throw new NoSuchElementException("no camera " + camera);
                }
                ViewTable.approve(c, camera, picture, who);
                AuditTable.append(c, who, "camera:reference", camera, why);
                return true;
            });
        } catch (KeyTakenException e) {
            // Two people approve at once: the later one counts.
            approve(camera, picture, who, why);
            return;
        } finally {
            database.views().changed();
        }
        listeners.tell(camera, database.views());
    }

    @Override
    public void changed(String camera, Snapshot picture, String detail, Actor who) {
        requireSize(picture);
        boolean news;
        try {
            news = database.transactions().change(c -> {
                if (!ViewTable.exists(c, camera)) {
                    throw new NoSuchElementException(
                            (CameraTable.exists(c, camera) ? "nobody approved the view of camera " : "no camera ")
                                    + camera);
                }
                boolean first = ViewTable.change(c, camera, picture, detail);
                if (first) {
                    AuditTable.append(c, who, "camera:view-changed", camera, detail);
                }
                return first;
            });
        } finally {
            database.views().changed();
        }
        if (news) {
            listeners.tell(camera, database.views());
        }
    }

    @Override
    public Optional<Snapshot> reference(String camera) {
        return database.transactions().read(c -> ViewTable.reference(c, camera));
    }

    @Override
    public Optional<Snapshot> evidence(String camera) {
        return database.transactions().read(c -> ViewTable.evidence(c, camera));
    }

    private static void requireSize(Snapshot picture) {
        int size = picture.jpeg().remaining();
        if (size == 0 || size > LARGEST) {
            throw new IllegalArgumentException("a picture of " + size + " bytes; a view's has 1 to " + LARGEST);
        }
    }
}
