package id.pantau.shell.publication;

import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.shell.InfoCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.camera.ApprovedView;
import id.pantau.shell.camera.NewestPicture;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The word on a camera that was withdrawn because it shows something else. */
@Service
@Command(
        scope = "public",
        name = "confirm",
        description = "Approves what a camera withdrawn for its view shows now, and publishes it again")
public final class PublicConfirmCommand extends InfoCommand {

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(ChangedViewCompleter.class)
    private String id = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected Listing<?> info(Services services) throws Exception {
        Publications publications = services.get(Publications.class);
        Snapshot picture = NewestPicture.of(services, id);
        publications.confirm(id, picture, who(), why);
        return ApprovedView.listing(id, picture, publications.of(id));
    }
}
