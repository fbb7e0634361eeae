package id.pantau.shell.onboarding;

import id.pantau.service.Onboarding;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Submitted cameras given up that nobody will make right. */
@Service
@Command(
        scope = "onboarding",
        name = "drop",
        description =
                "Gives up submitted cameras that came to nothing, and forgets their logins; options come before the ids")
public final class OnboardingDropCommand extends PantauCommand {

    @Argument(name = "ids", description = "The rows' ids (onboarding:list)", required = true, multiValued = true)
    @Completion(RowCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(
            name = "--why",
            aliases = "--reason",
            description = "The reason, for the partner and the audit trail",
            required = true,
            valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Onboarding onboarding = services.get(Onboarding.class);
        each(ids, id -> {
            onboarding.drop(id, who(), why);
            return id + " dropped";
        });
    }
}
