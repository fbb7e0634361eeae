package id.pantau.shell.registry;

import id.pantau.service.ConfigurationProblems;
import id.pantau.service.ConfigurationProblems.Problem;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Values in {@code etc/} that are not in force. */
@Service
@Command(
        scope = "configuration",
        name = "problems",
        description = "Lists the configuration values that were refused, and what is in force instead")
public final class ConfigurationProblemsCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        return new Listing<>(services.get(ConfigurationProblems.class).all())
                .detail("pid", Problem::pid)
                .column("file", p -> p.file().isEmpty() ? p.pid() : p.file())
                .column("key", Problem::key)
                .column("reason", Problem::reason)
                .column("inForce", Problem::inForce)
                .column("since", Problem::since);
    }
}
