package id.pantau.shell.camera;

import id.pantau.service.Cameras;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.point.PointCompleter;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Another place for a camera. */
@Service
@Command(scope = "camera", name = "move", description = "Puts a camera on another point")
public final class CameraMoveCommand extends PantauCommand {

    @Argument(index = 0, name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Argument(index = 1, name = "point", description = "The point's id", required = true)
    @Completion(PointCompleter.class)
    private String point = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) {
        services.get(Cameras.class).move(id, point, who(), why);
        print(id + " is on " + point);
    }
}
