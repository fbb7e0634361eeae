package id.pantau.shell.camera;

import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import id.pantau.shell.InfoCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What a camera shows now, as the view that it is to keep. */
@Service
@Command(
        scope = "camera",
        name = "reference",
        description = "Approves what a camera shows now as its view; publishes nothing (see public:confirm)")
public final class CameraReferenceCommand extends InfoCommand {

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected Listing<?> info(Services services) {
        Snapshot picture = NewestPicture.of(services, id);
        services.get(Views.class).approve(id, picture, who(), why);
        return ApprovedView.listing(
                id, picture, services.get(Publications.class).of(id));
    }
}
