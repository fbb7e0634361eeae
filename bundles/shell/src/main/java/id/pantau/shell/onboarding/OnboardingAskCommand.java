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

/** Waiting cameras given back to their partners with a question. */
@Service
@Command(
        scope = "onboarding",
        name = "ask",
        description = "Gives waiting cameras back to their partner with a question; options come before the ids")
public final class OnboardingAskCommand extends PantauCommand {

    @Argument(name = "ids", description = "The rows' ids (onboarding:list)", required = true, multiValued = true)
    @Completion(RowCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(
            name = "--why",
            description = "The question, for the partner and the audit trail",
            required = true,
            valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        requireWords(why);
        Onboarding onboarding = services.get(Onboarding.class);
        each(ids, id -> {
            onboarding.ask(id, who(), why);
            return id + " waits for its partner";
        });
    }
}
