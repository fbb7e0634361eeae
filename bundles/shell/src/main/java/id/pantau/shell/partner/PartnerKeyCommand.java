package id.pantau.shell.partner;

import id.pantau.service.Partners;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A new key for the partner API: the one secret that a command prints. */
@Service
@Command(
        scope = "partner",
        name = "key",
        description = "Makes a new API key for a partner and prints it, this once and nothing else")
public final class PartnerKeyCommand extends PantauCommand {

    @Argument(name = "partner", description = "The partner's name", required = true)
    @Completion(PartnerCompleter.class)
    private String name = "";

    @Option(name = "--revoke-others", description = "Ends the partner's earlier keys")
    private boolean revokeOthers;

    @Override
    protected void run(Services services) {
        print(services.get(Partners.class).newKey(name, revokeOthers, who()));
    }
}
