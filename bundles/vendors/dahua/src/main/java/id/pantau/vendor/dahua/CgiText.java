package id.pantau.vendor.dahua;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer of lines {@code key=value}. Immutable. */
final class CgiText {
    private final Map<String, String> values;

    private CgiText(Map<String, String> values) {
        this.values = values;
    }

    /** What is no such line is left out. */
    static CgiText of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return new CgiText(values);
    }

    /** The value, or the empty string. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** The value when it is a number of at most nine digits, not below 0. */
    Optional<Integer> number(String key) {
        return Optional.of(value(key)).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }
}
