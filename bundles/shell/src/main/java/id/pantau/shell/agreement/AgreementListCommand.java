package id.pantau.shell.agreement;

import id.pantau.model.Agreement;
import id.pantau.model.Agreement.Hours;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The agreements. */
@Service
@Command(
        scope = "agreement",
        name = "list",
        description = "Lists what partners agreed to share, and whether that holds today")
public final class AgreementListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        LocalDate today = LocalDate.now();
        return new Listing<>(services.get(Agreements.class).all())
                .column("number", Agreement::number)
                .column("partner", Agreement::partner)
                .column("state", agreement -> state(agreement, today))
                .column("from", Agreement::from)
                .column("until", Agreement::until)
                .column("shared", AgreementListCommand::shared)
                .column(
                        "hours",
                        agreement -> agreement.hours().map(Hours::toString).orElse(""))
                .column("incidentOnly", Agreement::incidentOnly)
                .detail("parties", Agreement::parties)
                .detail("revoked", agreement -> agreement.revoked().orElse(null));
    }

    private static String shared(Agreement agreement) {
        return agreement.shared().stream().sorted().map(Use::code).collect(Collectors.joining(" "));
    }

    private static String state(Agreement agreement, LocalDate today) {
        if (agreement.revoked().isPresent()) {
            return "revoked";
        }
        if (agreement.inForceOn(today)) {
            return "in force";
        }
        return today.isBefore(agreement.from()) ? "not yet" : "ended";
    }
}
