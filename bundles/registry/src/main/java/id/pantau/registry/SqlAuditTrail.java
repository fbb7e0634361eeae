package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.service.AuditTrail;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit trail in the database. */
@Component(immediate = true)
public final class SqlAuditTrail implements AuditTrail {
    private static final int MOST = 10_000;

    private final Database database;

    @Activate
    public SqlAuditTrail(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void record(Actor who, String action, String subject, String why) {
        database.transactions().change(c -> {
            AuditTable.append(c, who, action, subject, why);
            return true;
        });
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a limit is between 1 and " + MOST);
        }
        return database.transactions().read(c -> AuditTable.newest(c, limit));
    }
}
