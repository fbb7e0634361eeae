package id.pantau.onboarding;

import id.pantau.model.Premises;
import id.pantau.model.PremisesDistance;
import id.pantau.model.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a partner's cameras have to stand.
 *
 * @param premises none for anywhere
 */
record Grounds(List<Premises> premises) {
    static final Grounds ANYWHERE = new Grounds(List.of());

    /** What is wrong with a place; empty when it is within the partner's premises. */
    Optional<Text> objection(double latitude, double longitude) {
        return nearest(latitude, longitude).filter(nearest -> !nearest.inside()).map(Grounds::words);
    }

    /** The nearest of the partner's premises, by their edges; empty for none. */
    Optional<PremisesDistance> nearest(double latitude, double longitude) {
        return premises.stream()
                .min(Comparator.comparingDouble(place -> beyond(place, latitude, longitude)))
                .map(place -> new PremisesDistance(place, (long) Math.ceil(place.metresTo(latitude, longitude))));
    }

    /** Metres from the edge; not above 0 within. */
    private static double beyond(Premises place, double latitude, double longitude) {
        return place.metresTo(latitude, longitude) - place.radius();
    }

    private static Text words(PremisesDistance nearest) {
        return new Text(
                "Lokasi ini " + nearest.metres() + " m dari "
                        + nearest.premises().name() + ", di luar wilayah mitra (radius "
                        + nearest.premises().radius() + " m).",
                "This place is " + nearest.metres() + " m from "
                        + nearest.premises().name() + ", outside the partner's premises (radius "
                        + nearest.premises().radius() + " m).");
    }
}
