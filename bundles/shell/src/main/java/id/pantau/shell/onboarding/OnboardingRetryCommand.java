package id.pantau.shell.onboarding;

import id.pantau.service.Onboarding;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Another look at cameras that could not be probed. */
@Service
@Command(
        scope = "onboarding",
        name = "retry",
        description = "Probes submitted cameras again that were unreachable, unrecognised or unauthorized")
public final class OnboardingRetryCommand extends PantauCommand {

    @Argument(name = "ids", description = "The rows' ids (onboarding:list)", required = true, multiValued = true)
    @Completion(RowCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Override
    protected void run(Services services) throws Exception {
        Onboarding onboarding = services.get(Onboarding.class);
        each(ids, id -> {
            onboarding.retry(id, who());
            return id + " is probed again";
        });
    }
}
