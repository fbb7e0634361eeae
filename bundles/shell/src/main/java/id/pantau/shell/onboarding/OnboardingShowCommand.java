package id.pantau.shell.onboarding;

import id.pantau.model.AuditEntry;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.service.Approvals;
import id.pantau.service.Onboarding;
import id.pantau.shell.InfoCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Printable;
import id.pantau.shell.Services;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One submitted camera in full. */
@Service
@Command(
        scope = "onboarding",
        name = "show",
        description =
                "Shows one submitted camera: what could be read of it, its state and why, its receipt, what was done; of"
                        + " one that waits, what to know before deciding")
public final class OnboardingShowCommand extends InfoCommand {

    @Argument(name = "id", description = "The row's id (onboarding:list)", required = true)
    @Completion(RowCompleter.class)
    private String id = "";

    @Override
    protected Listing<?> info(Services services) {
        RowDetails details = services.get(Onboarding.class)
                .details(id)
                .orElseThrow(() -> new NoSuchElementException("there is no row '" + id + "'"));
        Listing<RowDetails> listing = listing(details);
        if (details.row().state() == RowState.WAITING_APPROVAL) {
            services.get(Approvals.class).of(List.of(details.row())).forEach(known -> Considered.add(listing, known));
        }
        return listing;
    }

    private static Listing<RowDetails> listing(RowDetails details) {
        return new Listing<>(List.of(details))
                .column("id", d -> d.row().id())
                .column("partner", d -> d.row().partner())
                .column("submission", d -> d.row().submission())
                .column("receipt", RowDetails::receipt)
                .column("received", RowDetails::received)
                .column("row", d -> d.row().row())
                .column("ref", d -> d.row().ref())
                .column("name", d -> d.fields().name())
                .column("address", d -> d.fields().endpoint().map(Printable::address))
                .column("login", d -> d.login() ? "kept" : "none")
                .column("latitude", d -> d.fields().latitude())
                .column("longitude", d -> d.fields().longitude())
                .column("scene", d -> d.fields().scene().map(Scene::code))
                .column("publicConsent", d -> d.fields().publicConsent())
                .column("state", d -> d.row().state().code())
                .column("changed", d -> d.row().changed())
                .column("alasan", d -> d.row().reason().map(Text::id))
                .column("reason", d -> d.row().reason().map(Text::en))
                .column("vendor", RowDetails::vendor)
                .column("pinned", RowDetails::pinned)
                .column("camera", d -> d.row().camera())
                .column(
                        "history",
                        d -> d.history().stream()
                                .map(OnboardingShowCommand::line)
                                .toList());
    }

    private static String line(AuditEntry entry) {
        return entry.at() + " " + entry.who() + " " + entry.action()
                + (entry.why().isBlank() ? "" : ": " + entry.why());
    }
}
