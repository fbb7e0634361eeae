package id.pantau.alerts;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of the day in which people are left alone, over midnight when it begins later than it ends.
 *
 * @param from inclusive
 * @param to exclusive
 */
record QuietHours(LocalTime from, LocalTime to) {
    private static final Pattern SPAN = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-3]):([0-5]\\d)");

    /** @throws IllegalArgumentException when the text is no such span */
    static QuietHours parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches() || text.substring(0, 5).equals(text.substring(6))) {
            throw new IllegalArgumentException("quietHours: a span of the day is written like 22:00-06:00");
        }
        return new QuietHours(LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)));
    }

    boolean contains(LocalTime time) {
        boolean begun = !time.isBefore(from);
        boolean goesOn = time.isBefore(to);
        return from.isBefore(to) ? begun && goesOn : begun || goesOn;
    }
}
