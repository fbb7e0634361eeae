package id.pantau.shell.permit;

import id.pantau.service.Permits;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The end of duties that are not owed any more. */
@Service
@Command(scope = "permit", name = "remove", description = "Takes duties back")
public final class PermitRemoveCommand extends PantauCommand {
    @Argument(name = "permit", description = "The permits' numbers", required = true, multiValued = true)
    @Completion(PermitCompleter.class)
    private List<String> permits = List.of();

    @Option(name = "--why", description = "The reason, for the audit trail", required = true)
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Permits duties = services.get(Permits.class);
        each(permits, permit -> {
            if (!duties.remove(permit, who(), why)) {
                throw new NoSuchElementException("there is no such permit");
            }
            return permit + " removed";
        });
    }
}
