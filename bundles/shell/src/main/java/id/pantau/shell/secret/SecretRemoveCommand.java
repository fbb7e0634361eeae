package id.pantau.shell.secret;

import id.pantau.service.AuditTrail;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A secret that is needed no more. */
@Service
@Command(scope = "secret", name = "remove", description = "Deletes a secret")
public final class SecretRemoveCommand extends PantauCommand {

    @Argument(name = "name", description = "The secret's name", required = true)
    @Completion(SecretCompleter.class)
    private String name = "";

    @Override
    protected void run(Services services) throws Exception {
        AuditTrail audit = services.get(AuditTrail.class);
        new Secrets(services).remove(name);
        audit.record(who(), "secret:remove", name, "");
        print(name + " is deleted");
    }
}
