package id.pantau.shell.camera;

import id.pantau.model.Credentials;
import id.pantau.service.Cameras;
import id.pantau.shell.PasswordCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Another user name and password for a camera. */
@Service
@Command(
        scope = "camera",
        name = "login",
        description = "Changes a camera's user name and password; it is tried with them at once (camera:info)")
public final class CameraLoginCommand extends PasswordCommand {

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Option(
            name = "--user",
            description = "The camera's user name; the password is asked for",
            required = true,
            valueToShowInHelp = "")
    private String user = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        String name = CameraView.camera(services, id).name();
        Credentials credentials = new Credentials(user, password("Password of " + user + " at " + name, false));
        services.get(Cameras.class).changeLogin(id, credentials, who(), why);
        print(id + " has another login");
    }
}
