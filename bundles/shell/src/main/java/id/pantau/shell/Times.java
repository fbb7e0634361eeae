package id.pantau.shell;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times and days as people type them, in ISO 8601; without an offset they are the server's. */
public final class Times {
    /** The forms, for the commands' help. */
    public static final String FORMS =
            "such as 2026-11-22, 2026-11-22T03:00 or 2026-11-21T20:00Z; the server's time zone"
                    + " where none is named";

    private Times() {}

    /**
     * When something begins: a day at its first moment.
     *
     * @param option what the text was given for, for the message
     * @throws IllegalArgumentException naming the option when the text is none of the forms
     */
    public static Instant begin(String option, String text) {
        return instant(option, text, 0);
    }

    /** When something ends, itself not included: a day when it is over, so that a month ends with its last day. */
    public static Instant end(String option, String text) {
        return instant(option, text, 1);
    }

    /**
     * A day, such as 2026-12-01.
     *
     * @throws IllegalArgumentException naming the option when the text is none
     */
    public static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + ": '" + text + "' is not a day such as 2026-12-01", e);
        }
    }

    private static Instant instant(String option, String text, int days) {
        if (text.equals("now")) {
            return Instant.now();
        }
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text)
                        .plusDays(days)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + ": '" + text + "' is not a time " + FORMS, e);
        }
    }
}
