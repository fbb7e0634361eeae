package id.pantau.shell.onboarding;

import id.pantau.service.Onboarding;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Waiting cameras let in. */
@Service
@Command(
        scope = "onboarding",
        name = "approve",
        description =
                "Registers waiting cameras, by id, all of a partner's, or all without warnings; options come before"
                        + " the ids")
public final class OnboardingApproveCommand extends RowsCommand {

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    void check() {}

    @Override
    String decide(Onboarding onboarding, String id) {
        return id + " registered as " + onboarding.approve(id, who(), why).id();
    }
}
