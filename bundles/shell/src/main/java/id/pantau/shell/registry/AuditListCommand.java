package id.pantau.shell.registry;

import id.pantau.model.AuditEntry;
import id.pantau.service.AuditTrail;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Who changed what. */
@Service
@Command(scope = "audit", name = "list", description = "Lists who changed what, when and why, newest first")
public final class AuditListCommand extends ListCommand {
    private static final int MOST = 10_000;

    @Option(name = "-n", aliases = "--number", description = "How many entries, 1 to 10000")
    private int number = 50;

    @Override
    protected Listing<?> listing(Services services) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("-n is 1 to " + MOST);
        }
        return new Listing<>(services.get(AuditTrail.class).newest(number))
                .column("at", AuditEntry::at)
                .column("who", AuditEntry::who)
                .column("action", AuditEntry::action)
                .column("subject", AuditEntry::subject)
                .column("why", AuditEntry::why);
    }
}
