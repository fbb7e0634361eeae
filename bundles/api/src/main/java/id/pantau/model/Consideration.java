package id.pantau.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person should know of a waiting camera before they decide.
 *
 * @param row its id
 * @param preview what it shows
 * @param premises empty when its partner declared no place
 * @param neighbours what has most to do with it first, then the nearest
 * @param warnings empty when nothing speaks against it
 */
public record Consideration(
        String row,
        Preview preview,
        Optional<PremisesDistance> premises,
        List<Neighbour> neighbours,
        List<Warning> warnings) {
    public Consideration {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(preview, "preview");
        Objects.requireNonNull(premises, "premises");
        neighbours = List.copyOf(neighbours);
        warnings = List.copyOf(warnings);
    }
}
