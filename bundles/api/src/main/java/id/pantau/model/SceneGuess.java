package id.pantau.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What plain rules make of one picture: a hint for the person who looks at it, never a decision.
 *
 * @param because what the rules saw, with figures
 */
public record SceneGuess(Kind kind, List<Text> because) {
    private static final Set<Scene> WITHIN = EnumSet.of(Scene.LOBBY, Scene.SHOP_FLOOR, Scene.OFFICE, Scene.COUNTER);

    public SceneGuess {
        Objects.requireNonNull(kind, "kind");
        because = List.copyOf(because);
    }

    /** What it may be. */
    public enum Kind {
        OUTDOOR(new Text("luar ruangan", "outdoors")),
        /** Or under an overcast sky. */
        INDOOR(new Text("mungkin dalam ruangan", "possibly indoors")),
        UNKNOWN(new Text("tidak dapat ditebak", "cannot be told"));

        private final Text text;

        Kind(Text text) {
            this.text = text;
        }

        public Text text() {
            return text;
        }

        /** The name in JSON: lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is the opposite of what the owner declared. */
    public boolean contradicts(Scene declared) {
        return switch (kind) {
            case OUTDOOR -> WITHIN.contains(declared);
            case INDOOR -> declared.publicSpace();
            case UNKNOWN -> false;
        };
    }
}
