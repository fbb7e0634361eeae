package id.pantau.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture of a camera that waits, or why there is none.
 *
 * @param takenAt when the device sent it; empty when there is none, or none yet
 * @param problem why there is none, once it was tried
 * @param guess what rules make of it; empty without a picture
 */
public record Preview(Optional<Instant> takenAt, Optional<Text> problem, Optional<SceneGuess> guess) {
    /** It was not taken yet. */
    public static final Preview NONE = new Preview(Optional.empty(), Optional.empty(), Optional.empty());

    public Preview {
        Objects.requireNonNull(takenAt, "takenAt");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(guess, "guess");
    }

    public static Preview failed(Text problem) {
        return new Preview(Optional.empty(), Optional.of(problem), Optional.empty());
    }
}
