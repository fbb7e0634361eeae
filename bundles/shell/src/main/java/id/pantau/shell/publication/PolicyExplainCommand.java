package id.pantau.shell.publication;

import id.pantau.service.Publications;
import id.pantau.service.Publications.Explanation;
import id.pantau.service.Publications.PolicyInfo;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.camera.CameraCompleter;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.Decision.Allow;
import id.pantau.spi.policy.Decision.Deny;
import id.pantau.spi.policy.Obligation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What each policy says about a camera. */
@Service
@Command(
        scope = "policy",
        name = "explain",
        description = "Says what every policy decides about publishing a camera now, and what follows from that")
public final class PolicyExplainCommand extends ListCommand {

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Option(name = "--policy", description = "Only what this policy says", valueToShowInHelp = "")
    @Completion(PolicyCompleter.class)
    private String policy = "";

    @Override
    protected Listing<?> listing(Services services) {
        Publications publications = services.get(Publications.class);
        Explanation explanation = publications.explain(id);
        Map<String, String> versions = publications.policies().stream()
                .filter(PolicyInfo::present)
                .collect(Collectors.toMap(PolicyInfo::name, PolicyInfo::version, (one, other) -> one + ", " + other));
        List<Line> lines = new ArrayList<>();
        explanation
                .byPolicy()
                .forEach((name, decision) ->
                        lines.add(new Line(name, Optional.ofNullable(versions.get(name)), Optional.of(decision))));
        explanation.missing().forEach(name -> lines.add(new Line(name, Optional.empty(), Optional.empty())));
        lines.add(new Line("(all together)", Optional.empty(), Optional.of(explanation.combined())));
        return new Listing<>(lines.stream()
                        .filter(line -> policy.isEmpty() || line.policy().equals(policy))
                        .toList())
                .column("policy", Line::policy)
                .column("version", Line::version)
                .column("decision", Line::word)
                .column("reason", Line::reason)
                .column("article", Line::article)
                .column("obligations", Line::obligations);
    }

    private record Line(String policy, Optional<String> version, Optional<Decision> decision) {
        String word() {
            return decision.map(d -> d.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .orElse("absent");
        }

        Optional<String> reason() {
            return deny().map(deny -> deny.reason().id() + " / " + deny.reason().en());
        }

        Optional<String> article() {
            return deny().map(Deny::article).filter(article -> !article.isEmpty());
        }

        List<String> obligations() {
            return decision.filter(Allow.class::isInstance)
                    .map(d -> ((Allow) d)
                            .obligations().stream().map(Line::words).sorted().toList())
                    .orElse(List.of());
        }

        private Optional<Deny> deny() {
            return decision.filter(Deny.class::isInstance).map(Deny.class::cast);
        }

        private static String words(Obligation obligation) {
            if (obligation instanceof Obligation.MaximumRendition maximum) {
                return "at most the " + maximum.kind().name().toLowerCase(Locale.ROOT) + " stream";
            }
            return "delayed by " + ((Obligation.Delay) obligation).atLeast().toSeconds() + " s";
        }
    }
}
