package id.pantau.shell.onboarding;

import id.pantau.service.Onboarding;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Waiting cameras turned down. */
@Service
@Command(
        scope = "onboarding",
        name = "reject",
        description = "Turns waiting cameras down and forgets their logins; options come before the ids")
public final class OnboardingRejectCommand extends RowsCommand {

    @Option(
            name = "--why",
            description = "The reason, for the partner and the audit trail",
            required = true,
            valueToShowInHelp = "")
    private String why = "";

    @Override
    void check() {
        requireWords(why);
    }

    @Override
    String decide(Onboarding onboarding, String id) {
        onboarding.reject(id, who(), why);
        return id + " rejected";
    }
}
