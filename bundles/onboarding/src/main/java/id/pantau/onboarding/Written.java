package id.pantau.onboarding;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What people and spreadsheets write for numbers and for yes and no, in English and in Indonesian. */
final class Written {
    /** A comma is a decimal one, as in Indonesia: nothing here reaches a thousand. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}([.,]\\d{1,20})?");

    private static final Set<String> YES = Set.of("true", "yes", "ya", "benar");
    private static final Set<String> NO = Set.of("false", "no", "tidak", "salah");

    private Written() {}

    static Optional<Double> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Double.parseDouble(text.replace(',', '.')))
                : Optional.empty();
    }

    static Optional<Boolean> yes(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return YES.contains(word) || NO.contains(word) ? Optional.of(YES.contains(word)) : Optional.empty();
    }
}
