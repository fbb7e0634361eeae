package id.pantau.shell.registry;

import id.pantau.service.Backup;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A copy of registry, keys and configuration. */
@Service
@Command(
        scope = "registry",
        name = "backup",
        description = "Writes registry, keys and configuration to a new file on the server while everything runs")
public final class RegistryBackupCommand extends PantauCommand {

    @Argument(name = "file", description = "A zip file that does not exist yet", required = true)
    private String file = "";

    @Override
    protected void run(Services services) throws IOException {
        Path path = Path.of(file).toAbsolutePath().normalize();
        services.get(Backup.class).write(path, who());
        print(path.toString());
    }
}
