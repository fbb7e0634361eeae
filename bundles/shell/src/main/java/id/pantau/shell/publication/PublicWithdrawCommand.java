package id.pantau.shell.publication;

import id.pantau.service.Publications;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Cameras taken off the public page. */
@Service
@Command(
        scope = "public",
        name = "withdraw",
        description = "Takes cameras off the public page at once; options come before the ids")
public final class PublicWithdrawCommand extends PantauCommand {

    @Argument(name = "cameras", description = "The cameras' ids", required = true, multiValued = true)
    @Completion(PublicCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(name = "--why", description = "The reason, for the audit trail", required = true, valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Publications publications = services.get(Publications.class);
        each(ids, id -> {
            publications.withdraw(id, who(), why);
            return id + " is withdrawn";
        });
    }
}
