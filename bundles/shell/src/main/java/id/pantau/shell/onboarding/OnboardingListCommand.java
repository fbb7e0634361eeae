package id.pantau.shell.onboarding;

import id.pantau.model.CameraRequest;
import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.service.Onboarding;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The cameras on their way in. */
@Service
@Command(scope = "onboarding", name = "list", description = "Lists the submitted cameras, oldest first")
public final class OnboardingListCommand extends ListCommand {

    @Option(name = "--partner", description = "Only this partner's", valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(
            name = "--state",
            description = "Only those in this state, such as waiting-approval",
            valueToShowInHelp = "")
    @Completion(StateCompleter.class)
    private String state = "";

    @Override
    protected Listing<?> listing(Services services) {
        if (!state.isEmpty() && RowState.of(state).isEmpty()) {
            throw new IllegalArgumentException("'" + state + "' is no state of a row");
        }
        return new Listing<>(services.get(Onboarding.class).rows().stream()
                        .filter(row -> partner.isEmpty() || row.partner().equals(partner))
                        .filter(row -> state.isEmpty() || row.state().code().equals(state))
                        .toList())
                .column("id", OnboardingRow::id)
                .column("partner", OnboardingRow::partner)
                .detail("submission", OnboardingRow::submission)
                .detail("row", OnboardingRow::row)
                .column("ref", OnboardingRow::ref)
                .detail("name", row -> row.request().map(CameraRequest::name))
                .column("state", row -> row.state().code())
                .column("reason", row -> row.reason().map(Text::en))
                .column("camera", OnboardingRow::camera)
                .detail("changed", OnboardingRow::changed);
    }
}
