package id.pantau.shell.onboarding;

import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.PremisesDistance;
import id.pantau.model.SceneGuess;
import id.pantau.model.Text;
import id.pantau.model.Warning;
import id.pantau.shell.Listing;
import java.util.stream.Collectors;

/** What a person should know of a waiting camera before they decide on it, in words. */
final class Considered {
    private Considered() {}

    static void add(Listing<?> listing, Consideration known) {
        listing.detail("guessedScene", row -> known.preview().guess().map(Considered::words))
                .detail("picture", row -> known.preview().takenAt())
                .detail("noPicture", row -> known.preview().problem().map(Text::en))
                .detail("premises", row -> known.premises().map(Considered::words))
                .detail(
                        "neighbours",
                        row -> known.neighbours().stream()
                                .map(Considered::words)
                                .toList())
                .detail(
                        "warnings",
                        row -> known.warnings().stream().map(Warning::code).toList());
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
                + other.metres() + " m" + (other.sameView() ? ", same view" : "");
    }
}
