package id.pantau.shell.onboarding;

import id.pantau.service.Onboarding;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Waiting cameras given back to their partners with a question. */
@Service
@Command(
        scope = "onboarding",
        name = "ask",
        description = "Gives waiting cameras back to their partner with a question; options come before the ids")
public final class OnboardingAskCommand extends RowsCommand {

    @Option(
            name = "--why",
            description = "The question, for the partner and the audit trail",
            required = true,
            valueToShowInHelp = "")
    private String why = "";

    @Override
    void check() {
        requireWords(why);
    }

    @Override
    String decide(Onboarding onboarding, String id) {
        onboarding.ask(id, who(), why);
        return id + " waits for its partner";
    }
}
