package id.pantau.shell.secret;

import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The secrets by name; no command prints their values. */
@Service
@Command(scope = "secret", name = "list", description = "Lists the names of the secrets")
public final class SecretListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) throws Exception {
        return new Listing<>(new Secrets(services).names()).column("name", name -> name);
    }
}
