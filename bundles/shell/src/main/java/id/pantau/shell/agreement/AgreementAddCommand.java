package id.pantau.shell.agreement;

import id.pantau.model.Agreement;
import id.pantau.model.Agreement.Hours;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.Times;
import id.pantau.shell.partner.PartnerCompleter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A new agreement. From a partner's first one on, nothing else of its cameras is shared. */
@Service
@Command(scope = "agreement", name = "add", description = "Records what a partner agreed to share; options come first")
public final class AgreementAddCommand extends PantauCommand {
    @Argument(index = 0, name = "number", description = "As on the paper", required = true)
    private String number = "";

    @Argument(index = 1, name = "partner", description = "Whose cameras it covers", required = true)
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(name = "--from", description = "The first day, such as 2026-12-01; today by default")
    private String from = "";

    @Option(name = "--until", description = "The last day, such as 2028-11-30", required = true)
    private String until = "";

    @Option(
            name = "--share",
            description = "What is shared: live (for staff), public, recorded, ptz; several with commas",
            required = true)
    private String share = "";

    @Option(name = "--hours", description = "Only at these hours of the day, such as 06:00-18:00")
    private String hours = "";

    @Option(name = "--incidents-only", description = "Only while an incident is open, see incident:open")
    private boolean incidentsOnly;

    @Option(name = "--parties", description = "Who signed", valueToShowInHelp = "")
    private String parties = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) {
        Agreement agreement = new Agreement(
                number,
                partner,
                parties,
                from.isEmpty() ? LocalDate.now() : Times.day("--from", from),
                Times.day("--until", until),
                shared(),
                hours.isEmpty() ? Optional.empty() : Optional.of(Hours.parse(hours)),
                incidentsOnly,
                Optional.empty());
        services.get(Agreements.class).add(agreement, who(), why);
        print(number + " recorded");
    }

    private Set<Use> shared() {
        return Stream.of(share.split(",")).map(AgreementAddCommand::use).collect(Collectors.toSet());
    }

    private static Use use(String code) {
        return Use.of(code.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--share: '" + code.strip() + "' is none of live, public, recorded, ptz"));
    }
}
