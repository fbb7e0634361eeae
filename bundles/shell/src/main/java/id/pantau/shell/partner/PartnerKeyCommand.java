package id.pantau.shell.partner;

import id.pantau.service.Partners;
import id.pantau.service.Partners.Scope;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.Locale;
import java.util.stream.Stream;
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

    @Option(
            name = "--scope",
            description =
                    "What it opens: cameras (to submit, see and withhold them), read (to see), permits (for the permit"
                            + " office)")
    private String scope = "cameras";

    @Option(name = "--revoke-others", description = "Ends the partner's earlier keys of that scope")
    private boolean revokeOthers;

    @Override
    protected void run(Services services) {
        print(services.get(Partners.class).newKey(name, scope(), revokeOthers, who()));
    }

    private Scope scope() {
        return Stream.of(Scope.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(scope))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--scope is cameras, read or permits"));
    }
}
