package id.pantau.shell.incident;

import id.pantau.model.Incident;
import id.pantau.service.Agreements;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.time.Duration;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A new incident. */
@Service
@Command(
        scope = "incident",
        name = "open",
        description = "Says that something goes on at a camera or point: shows what owners share for incidents")
public final class IncidentOpenCommand extends PantauCommand {
    @Argument(name = "place", description = "A camera's or a point's id", required = true)
    @Completion(PlaceCompleter.class)
    private String place = "";

    @Option(name = "--hours", description = "How long it lasts unless it is closed before, 1 to 24")
    private int hours = 2;

    @Option(name = "--why", description = "What goes on, for the owners and the audit trail", required = true)
    private String why = "";

    @Override
    protected void run(Services services) {
        requireWords(why);
        Incident incident = services.get(Agreements.class).open(place, Duration.ofHours(hours), who(), why);
        print(incident.id() + " open until " + incident.until());
    }
}
