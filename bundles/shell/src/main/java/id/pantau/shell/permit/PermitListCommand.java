package id.pantau.shell.permit;

import id.pantau.model.PermitDuty.Standing;
import id.pantau.service.Permits;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.time.LocalDate;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The permits' duties. */
@Service
@Command(
        scope = "permit",
        name = "list",
        description = "Lists the cameras that businesses owe by their permits, and what became of that")
public final class PermitListCommand extends ListCommand {
    @Option(name = "--overdue", description = "Only those that should have been fulfilled")
    private boolean overdue;

    @Override
    protected Listing<?> listing(Services services) {
        LocalDate today = LocalDate.now();
        List<Standing> standings = services.get(Permits.class).all().stream()
                .filter(standing -> !overdue || standing.isOverdueOn(today))
                .toList();
        return new Listing<>(standings)
                .column("permit", standing -> standing.duty().permit())
                .column("partner", standing -> standing.duty().partner())
                .column("cameras", standing -> standing.duty().cameras())
                .column("fulfilled", Standing::fulfilled)
                .column("issued", standing -> standing.duty().issued())
                .column("due", standing -> standing.duty().due())
                .column("state", standing -> state(standing, today));
    }

    private static String state(Standing standing, LocalDate today) {
        if (standing.isFulfilled()) {
            return "fulfilled";
        }
        return standing.isOverdueOn(today) ? "overdue" : "open";
    }
}
