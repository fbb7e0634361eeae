package id.pantau.shell.camera;

import id.pantau.service.Cameras;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Cameras taken out of the registry. */
@Service
@Command(
        scope = "camera",
        name = "remove",
        description = "Removes cameras with their logins and publications; options come before the ids")
public final class CameraRemoveCommand extends PantauCommand {

    @Argument(name = "cameras", description = "The cameras' ids", required = true, multiValued = true)
    @Completion(CameraCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(name = "--why", description = "The reason, for the audit trail", required = true, valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Cameras cameras = services.get(Cameras.class);
        each(ids, id -> {
            if (!cameras.remove(id, who(), why)) {
                throw new NoSuchElementException("there is no such camera");
            }
            return id + " removed";
        });
    }
}
