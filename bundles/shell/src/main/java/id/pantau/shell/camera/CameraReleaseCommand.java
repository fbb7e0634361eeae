package id.pantau.shell.camera;

import id.pantau.service.Agreements;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The owner's yes again. */
@Service
@Command(
        scope = "camera",
        name = "release",
        description = "Shares cameras again that were withheld, as far as the agreements say")
public final class CameraReleaseCommand extends PantauCommand {
    @Argument(name = "camera", description = "The cameras' ids", required = true, multiValued = true)
    @Completion(CameraCompleter.class)
    private List<String> ids = List.of();

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        Agreements agreements = services.get(Agreements.class);
        each(ids, id -> {
            if (!agreements.release(id, who(), why)) {
                throw new IllegalStateException("it was not withheld");
            }
            return id + " released";
        });
    }
}
