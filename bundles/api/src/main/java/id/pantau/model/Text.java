package id.pantau.model;

import java.util.Objects;

/**
 * One sentence for people, in the platform's two languages.
 *
 * @param id Indonesian, shown first
 * @param en English
 */
public record Text(String id, String en) {
    public Text {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(en, "en");
    }
}
