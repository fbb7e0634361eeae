package id.pantau.shell.incident;

import id.pantau.service.Agreements;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The end of incidents. */
@Service
@Command(scope = "incident", name = "close", description = "Ends incidents")
public final class IncidentCloseCommand extends PantauCommand {
    @Argument(name = "incident", description = "The incidents' ids", required = true, multiValued = true)
    @Completion(IncidentCompleter.class)
    private List<String> ids = List.of();

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        Agreements agreements = services.get(Agreements.class);
        each(ids, id -> {
            if (!agreements.close(id, who(), why)) {
                throw new IllegalStateException("it is not open");
            }
            return id + " closed";
        });
    }
}
