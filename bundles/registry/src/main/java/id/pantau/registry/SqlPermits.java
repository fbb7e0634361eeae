package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.model.PermitDuty;
import id.pantau.model.PermitDuty.Standing;
import id.pantau.service.Permits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The permits in the database. */
@Component(immediate = true)
public final class SqlPermits implements Permits {
    private final Database database;

    @Activate
    public SqlPermits(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Standing> all() {
        return database.transactions().read(c -> {
            Map<String, Integer> left = PermitTable.verified(c);
            List<Standing> standings = new ArrayList<>();
            for (PermitDuty duty : PermitTable.all(c)) {
                int fulfilled = Math.min(duty.cameras(), left.getOrDefault(duty.partner(), 0));
                left.merge(duty.partner(), -fulfilled, Integer::sum);
                standings.add(new Standing(duty, fulfilled));
            }
            return standings;
        });
    }

    @Override
    public void issue(PermitDuty duty, String title, Actor who) {
        try {
            database.transactions().change(c -> {
                if (!PartnerTable.exists(c, duty.partner())) {
                    PartnerTable.add(c, new Partner(duty.partner(), title), who);
                }
                PermitTable.add(c, duty);
                AuditTable.append(c, who, "permit:add", duty.permit(), words(duty));
                return true;
            });
        } catch (KeyTakenException e) {
            Optional<PermitDuty> there = database.transactions().read(c -> PermitTable.find(c, duty.permit()));
            if (there.isEmpty()) {
                issue(duty, title, who); // somebody else added the partner meanwhile
            } else if (!there.get().equals(duty)) {
                throw new IllegalStateException("another duty has the permit " + duty.permit(), e);
            }
        }
    }

    @Override
    public boolean remove(String permit, Actor who, String why) {
        return database.transactions().change(c -> {
            boolean removed = PermitTable.remove(c, permit);
            if (removed) {
                AuditTable.append(c, who, "permit:remove", permit, why);
            }
            return removed;
        });
    }

    private static String words(PermitDuty duty) {
        return duty.partner() + ": " + duty.cameras() + " by " + duty.due();
    }
}
