package id.pantau.shell.onboarding;

import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.service.Onboarding;
import id.pantau.service.Partners;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Waiting cameras let in. */
@Service
@Command(
        scope = "onboarding",
        name = "approve",
        description = "Registers waiting cameras, by id or all of a partner's; options come before the ids")
public final class OnboardingApproveCommand extends PantauCommand {

    @Argument(name = "ids", description = "The rows' ids (onboarding:list)", multiValued = true)
    @Completion(RowCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(name = "--partner", description = "All of this partner's that wait", valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        if (ids.isEmpty() == partner.isEmpty()) {
            throw new IllegalArgumentException("name either rows or a --partner");
        }
        Onboarding onboarding = services.get(Onboarding.class);
        each(partner.isEmpty() ? ids : waiting(services, onboarding), id -> {
            String camera = onboarding.approve(id, who(), why).id();
            return id + " registered as " + camera;
        });
    }

    private List<String> waiting(Services services, Onboarding onboarding) {
        if (services.get(Partners.class).find(partner).isEmpty()) {
            throw new NoSuchElementException("there is no partner '" + partner + "'");
        }
        List<String> waiting = onboarding.rows().stream()
                .filter(row -> row.partner().equals(partner) && row.state() == RowState.WAITING_APPROVAL)
                .map(OnboardingRow::id)
                .toList();
        if (waiting.isEmpty()) {
            print("no camera of " + partner + " waits for approval");
        }
        return waiting;
    }
}
