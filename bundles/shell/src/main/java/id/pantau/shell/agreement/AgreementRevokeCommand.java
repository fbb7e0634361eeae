package id.pantau.shell.agreement;

import id.pantau.service.Agreements;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The end of agreements. */
@Service
@Command(
        scope = "agreement",
        name = "revoke",
        description = "Ends agreements now: what they shared is not shown from this moment on")
public final class AgreementRevokeCommand extends PantauCommand {
    @Argument(name = "number", description = "The agreements' numbers", required = true, multiValued = true)
    @Completion(AgreementCompleter.class)
    private List<String> numbers = List.of();

    @Option(name = "--why", description = "The reason, for the audit trail", required = true)
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Agreements agreements = services.get(Agreements.class);
        each(numbers, number -> {
            agreements.revoke(number, who(), why);
            return number + " revoked";
        });
    }
}
