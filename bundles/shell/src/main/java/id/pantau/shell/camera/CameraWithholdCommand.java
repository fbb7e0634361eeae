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

/** The owner's no for single cameras. */
@Service
@Command(
        scope = "camera",
        name = "withhold",
        description = "Ends the sharing of cameras now, as their owner wishes, whatever was agreed")
public final class CameraWithholdCommand extends PantauCommand {
    @Argument(name = "camera", description = "The cameras' ids", required = true, multiValued = true)
    @Completion(CameraCompleter.class)
    private List<String> ids = List.of();

    @Option(name = "--why", description = "The reason, for the audit trail", required = true)
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Agreements agreements = services.get(Agreements.class);
        each(ids, id -> {
            agreements.withhold(id, who(), why);
            return id + " withheld";
        });
    }
}
