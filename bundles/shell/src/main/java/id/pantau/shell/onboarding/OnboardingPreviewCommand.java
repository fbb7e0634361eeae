package id.pantau.shell.onboarding;

import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.OnboardingRow;
import id.pantau.model.PremisesDistance;
import id.pantau.model.SceneGuess;
import id.pantau.model.Text;
import id.pantau.model.Warning;
import id.pantau.service.Approvals;
import id.pantau.service.Onboarding;
import id.pantau.shell.InfoCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What speaks for and against a waiting camera. */
@Service
@Command(
        scope = "onboarding",
        name = "preview",
        description = "Shows what a person should know of a submitted camera before they decide on it")
public final class OnboardingPreviewCommand extends InfoCommand {

    @Argument(name = "row", description = "The row's id (onboarding:list)", required = true)
    @Completion(RowCompleter.class)
    private String id = "";

    @Override
    protected Listing<?> info(Services services) {
        OnboardingRow row = services.get(Onboarding.class).rows().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no row '" + id + "' (onboarding:list)"));
        List<Consideration> known = services.get(Approvals.class).of(List.of(row));
        if (known.isEmpty()) {
            throw new IllegalStateException("row " + id + " is no valid camera: "
                    + row.reason().map(r -> r.en()).orElse(row.state().code()));
        }
        return listing(row, known.get(0));
    }

    private static Listing<Consideration> listing(OnboardingRow row, Consideration known) {
        return new Listing<>(List.of(known))
                .detail("id", Consideration::row)
                .detail("partner", c -> row.partner())
                .detail("ref", c -> row.ref())
                .detail("name", c -> row.request().map(asked -> asked.name()))
                .detail("state", c -> row.state().code())
                .detail(
                        "declaredScene",
                        c -> row.request().map(asked -> asked.scene().code()))
                .detail("guessedScene", c -> c.preview().guess().map(OnboardingPreviewCommand::words))
                .detail("picture", c -> c.preview().takenAt())
                .detail("noPicture", c -> c.preview().problem().map(Text::en))
                .detail("premises", c -> c.premises().map(OnboardingPreviewCommand::words))
                .detail(
                        "neighbours",
                        c -> c.neighbours().stream()
                                .map(OnboardingPreviewCommand::words)
                                .toList())
                .detail(
                        "warnings",
                        c -> c.warnings().stream().map(Warning::code).toList());
    }

    private static String words(PremisesDistance premises) {
        return premises.metres() + " m from " + premises.premises().name() + " (radius "
                + premises.premises().radius() + " m), "
                + (premises.inside() ? "inside" : "OUTSIDE");
    }

    private static String words(SceneGuess guess) {
        return guess.kind().code() + ": "
                + guess.because().stream().map(Text::en).collect(Collectors.joining(", "));
    }

    private static String words(Neighbour other) {
        return other.relation().code() + " " + (other.registered() ? "camera " : "row ") + other.id() + " at "
                + other.metres() + " m"
                + Optional.of(", same view").filter(s -> other.sameView()).orElse("");
    }
}
