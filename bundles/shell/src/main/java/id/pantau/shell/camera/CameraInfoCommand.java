package id.pantau.shell.camera;

import id.pantau.shell.InfoCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One camera in full. */
@Service
@Command(scope = "camera", name = "info", description = "Shows one camera: state, reason, next step, stream, place")
public final class CameraInfoCommand extends InfoCommand {

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Override
    protected Listing<?> info(Services services) {
        return CameraView.details(CameraView.of(services, id));
    }
}
