package id.pantau.onvif;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads XML Schema's simple types as devices write them; what cannot be read is what the caller gives instead. */
final class Values {
    private Values() {}

    static double number(String text, double otherwise) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Some devices write whole numbers with a fraction. */
    static int whole(String text, int otherwise) {
        double value = number(text, otherwise);
        return value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE ? (int) value : otherwise;
    }

    static boolean flag(String text) {
        return text.equals("true") || text.equals("1");
    }

    /** A list by white space, without what is no number. */
    static List<Double> numbers(String text) {
        List<Double> values = new ArrayList<>();
        for (String part : text.strip().split("\\s+")) {
            double value = number(part, Double.NaN);
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    /** A moment; without an offset it is meant as UTC. */
    static Optional<Instant> moment(String text) {
        try {
            boolean hasOffset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
            return Optional.of(
                    OffsetDateTime.parse(hasOffset ? text : text + "Z").toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A number as ONVIF writes it, without a fraction where there is none. */
    static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
