package id.pantau.shell.secret;

import id.pantau.service.AuditTrail;
import id.pantau.shell.PasswordCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A secret that configuration files refer to. */
@Service
@Command(
        scope = "secret",
        name = "set",
        description = "Stores a secret, which a configuration file names as $[secret:NAME]")
public final class SecretSetCommand extends PasswordCommand {

    @Argument(name = "name", description = "The secret's name", required = true)
    @Completion(SecretCompleter.class)
    private String name = "";

    @Override
    protected void run(Services services) throws Exception {
        Secrets secrets = new Secrets(services);
        AuditTrail audit = services.get(AuditTrail.class);
        secrets.put(name, password("Value of " + name, true));
        audit.record(who(), "secret:set", name, "");
        print("$[secret:" + name + "] is stored; a configuration file that names it takes it when it is saved again");
    }
}
