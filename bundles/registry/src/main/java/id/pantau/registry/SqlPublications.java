package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Publication;
import id.pantau.service.PublicationStore;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The publications in the database. */
@Component(immediate = true)
public final class SqlPublications implements PublicationStore {
    private final Database database;

    @Activate
    public SqlPublications(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Publication> all() {
        return database.publications().all();
    }

    @Override
    public void save(Publication publication, Actor who, String why) {
        Publication kept = new Publication(
                publication.camera(),
                publication.stand(),
                publication.reason(),
                publication.detail(),
                publication.since().truncatedTo(ChronoUnit.MILLIS));
        try {
            database.transactions().change(c -> {
                if (!CameraTable.exists(c, kept.camera())) {
                    throw new NoSuchElementException("no camera " + kept.camera());
                }
                PublicationTable.replace(c, kept);
                AuditTable.append(c, who, kept.isPublic() ? "public:publish" : "public:withdraw", kept.camera(), why);
                return true;
            });
        } catch (KeyTakenException e) {
            // Two decisions about one camera at once: the later one counts.
            save(publication, who, why);
        } finally {
            database.publications().changed();
        }
    }
}
