package id.pantau.shell.onboarding;

import id.pantau.model.OnboardingRow;
import id.pantau.service.Approvals;
import id.pantau.service.Onboarding;
import id.pantau.service.Partners;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/** A decision on waiting cameras: on those that are named, or on those that a filter finds. */
abstract class RowsCommand extends PantauCommand {

    @Argument(name = "ids", description = "The rows' ids (onboarding:list)", multiValued = true)
    @Completion(RowCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(name = "--partner", description = "All of this partner's that wait", valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(
            name = "--without-warnings",
            description = "Of those that wait only the ones without a warning (onboarding:show)")
    private boolean withoutWarnings;

    @Option(name = "--yes", description = "Do not ask whether it is meant, however many there are")
    private boolean yes;

    @Override
    protected final void run(Services services) throws Exception {
        boolean filtered = !partner.isEmpty() || withoutWarnings;
        if (ids.isEmpty() != filtered) {
            throw new IllegalArgumentException("name either rows or a --partner, or --without-warnings");
        }
        check();
        Onboarding onboarding = services.get(Onboarding.class);
        List<String> rows = filtered ? waiting(services) : ids;
        if (filtered && rows.size() > 1 && !confirmed(rows.size())) {
            print("nothing is done");
            return;
        }
        each(rows, id -> decide(onboarding, id));
    }

    /** Refuses options that make no sense. */
    abstract void check();

    /** Decides on one row and says what became of it. */
    abstract String decide(Onboarding onboarding, String id);

    private List<String> waiting(Services services) {
        if (!partner.isEmpty() && services.get(Partners.class).find(partner).isEmpty()) {
            throw new NoSuchElementException("there is no partner '" + partner + "'");
        }
        Optional<String> whose = partner.isEmpty() ? Optional.empty() : Optional.of(partner);
        List<String> waiting = services.get(Approvals.class).waiting(whose, withoutWarnings).stream()
                .map(OnboardingRow::id)
                .toList();
        if (waiting.isEmpty()) {
            print("no camera" + (partner.isEmpty() ? "" : " of " + partner) + " waits for approval"
                    + (withoutWarnings ? " without a warning" : ""));
        }
        return waiting;
    }

    /** Asks where there is somebody to ask; a script means what it says. */
    private boolean confirmed(int count) throws java.io.IOException {
        if (yes) {
            return true;
        }
        try {
            String answer = session().readLine(count + " cameras. Go on? (yes/no): ", null);
            return answer != null && List.of("y", "yes").contains(answer.strip());
        } catch (UnsupportedOperationException e) {
            return true;
        } catch (RuntimeException e) {
            // the line editor's way of saying Control-C or Control-D
            return false;
        }
    }
}
