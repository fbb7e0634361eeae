package id.pantau.shell;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Days as people type them, in ISO 8601. */
public final class Days {
    private Days() {}

    /** @throws IllegalArgumentException naming the option when the text is no day */
    public static LocalDate parse(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + ": '" + text + "' is not a day such as 2026-12-01", e);
        }
    }
}
