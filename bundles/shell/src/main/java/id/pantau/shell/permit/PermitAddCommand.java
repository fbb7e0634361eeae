package id.pantau.shell.permit;

import id.pantau.model.PermitDuty;
import id.pantau.service.Permits;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.Times;
import id.pantau.shell.partner.PartnerCompleter;
import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A new duty. */
@Service
@Command(
        scope = "permit",
        name = "add",
        description = "Records the cameras that a business owes by a permit; options come first")
public final class PermitAddCommand extends PantauCommand {
    @Argument(index = 0, name = "permit", description = "The permit's number", required = true)
    private String permit = "";

    @Argument(index = 1, name = "partner", description = "The business; a new one becomes a partner", required = true)
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Argument(index = 2, name = "cameras", description = "How many cameras towards public space", required = true)
    private int cameras;

    @Option(name = "--title", description = "A new partner's name for people; its short name by default")
    private String title = "";

    @Option(name = "--issued", description = "Such as 2026-12-01; today by default")
    private String issued = "";

    @Option(name = "--due", description = "Up to nine months later; six by default")
    private String due = "";

    @Override
    protected void run(Services services) {
        LocalDate begin = issued.isEmpty() ? LocalDate.now() : Times.day("--issued", issued);
        LocalDate end = due.isEmpty() ? begin.plusMonths(PermitDuty.USUAL_MONTHS) : Times.day("--due", due);
        PermitDuty duty = new PermitDuty(permit, partner, cameras, begin, end);
        services.get(Permits.class).issue(duty, title.isEmpty() ? partner : title, who());
        print(partner + " owes " + cameras + " cameras by " + end);
    }
}
