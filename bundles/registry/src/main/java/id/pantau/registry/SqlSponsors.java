package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Sponsorship;
import id.pantau.service.Sponsors;
import java.util.List;
import java.util.NoSuchElementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The sponsorships in the database. */
@Component(immediate = true)
public final class SqlSponsors implements Sponsors {
    private static final int EARLIEST = 1970;
    private static final int LATEST = 9999;

    private final Database database;

    @Activate
    public SqlSponsors(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Sponsorship> all() {
        return database.sponsorships().all();
    }

    @Override
    public void set(Sponsorship sponsorship, Actor who, String why) {
        if (sponsorship.sponsor().isBlank()) {
            throw new IllegalArgumentException("a sponsor needs a name");
        }
        if (sponsorship.year() < EARLIEST || sponsorship.year() > LATEST) {
            throw new IllegalArgumentException("a sponsorship's year is " + EARLIEST + " to " + LATEST);
        }
        try {
            database.transactions().change(c -> {
                if (!CameraTable.exists(c, sponsorship.camera())) {
                    throw new NoSuchElementException("no camera " + sponsorship.camera());
                }
                SponsorshipTable.replace(c, sponsorship);
                AuditTable.append(c, who, "camera:sponsor", sponsorship.camera(), words(sponsorship, why));
                return true;
            });
        } catch (KeyTakenException e) {
            // Two people name a sponsor at once: the later one counts.
            set(sponsorship, who, why);
        } finally {
            database.sponsorships().changed();
        }
    }

    @Override
    public boolean remove(String camera, int year, Actor who, String why) {
        try {
            return database.transactions().change(c -> {
                boolean removed = SponsorshipTable.remove(c, camera, year);
                if (removed) {
                    AuditTable.append(c, who, "camera:sponsor", camera, AuditTable.words(year + ": nobody", why));
                }
                return removed;
            });
        } finally {
            database.sponsorships().changed();
        }
    }

    private static String words(Sponsorship s, String why) {
        return AuditTable.words(
                s.year() + ": " + s.sponsor() + (s.source().isBlank() ? "" : " (" + s.source() + ")"), why);
    }
}
