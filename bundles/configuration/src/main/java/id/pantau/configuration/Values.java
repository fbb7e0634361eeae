package id.pantau.configuration;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Several values in one text, as OSGi Metatype 1.4, 105.7.1 writes them: comma-separated, backslash escapes. */
final class Values {
    private Values() {}

    static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        if (text.isBlank()) {
            return values;
        }
        StringBuilder value = new StringBuilder();
        int kept = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                value.append(text.charAt(i));
                kept = value.length();
            } else if (c == ',') {
                value.setLength(kept);
                values.add(value.toString());
                value.setLength(0);
                kept = 0;
            } else if (!Character.isWhitespace(c)) {
                value.append(c);
                kept = value.length();
            } else if (kept > 0) {
                value.append(c);
            }
        }
        value.setLength(kept);
        values.add(value.toString());
        return values;
    }

    static String escape(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '\\' || Character.isWhitespace(c)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** A configuration value as one text; several values are read back by {@link #split}. */
    static String text(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(v -> escape(v.toString())).collect(Collectors.joining(","));
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> escape(Array.get(value, i).toString()))
                    .collect(Collectors.joining(","));
        }
        return value.toString();
    }
}
