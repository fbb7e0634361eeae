package id.pantau.shell.incident;

import id.pantau.model.Incident;
import id.pantau.service.Agreements;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The incidents. */
@Service
@Command(scope = "incident", name = "list", description = "Lists the newest incidents")
public final class IncidentListCommand extends ListCommand {
    private static final int MOST = 100;

    @Override
    protected Listing<?> listing(Services services) {
        Instant now = Instant.now();
        return new Listing<>(services.get(Agreements.class).incidents(MOST))
                .column("id", Incident::id)
                .column("place", Incident::place)
                .column("open", incident -> incident.openAt(now))
                .column("opened", Incident::opened)
                .column("until", Incident::until)
                .column("who", Incident::who)
                .column("why", Incident::why);
    }
}
