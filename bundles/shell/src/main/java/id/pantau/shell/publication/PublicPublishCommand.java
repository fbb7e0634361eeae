package id.pantau.shell.publication;

import id.pantau.service.Publications;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.camera.CameraCompleter;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Cameras put on the public page. */
@Service
@Command(
        scope = "public",
        name = "publish",
        description = "Shows cameras to the public, if every policy agrees; options come before the ids")
public final class PublicPublishCommand extends PantauCommand {

    @Argument(name = "cameras", description = "The cameras' ids", required = true, multiValued = true)
    @Completion(CameraCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        Publications publications = services.get(Publications.class);
        each(ids, id -> {
            publications.publish(id, who(), why);
            return id + " is public";
        });
    }
}
