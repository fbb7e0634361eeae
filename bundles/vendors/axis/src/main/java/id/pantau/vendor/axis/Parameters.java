package id.pantau.vendor.axis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters as {@code param.cgi} lists them: lines {@code root.Group.Name=value}, and a line that begins with {@code #} for
 * each group that the device does not have or does not show to this login. Immutable.
 *
 * @see <a href="https://developer.axis.com/vapix/network-video/parameter-management">VAPIX, Parameter management</a>
 */
final class Parameters {
    private static final String ROOT = "root.";

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** What is no parameter is left out. */
    static Parameters of(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().filter(line -> line.startsWith(ROOT)).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > ROOT.length()) {
                values.putIfAbsent(
                        line.substring(ROOT.length(), equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return new Parameters(values);
    }

    /**
     * The value, or the empty string.
     *
     * @param name without {@code root.}
     */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether it is on, in one of the words that parameters have for it. */
    boolean isOn(String name) {
        return value(name).equals("yes") || value(name).equals("true");
    }

    /** Whether it is off; what is not told is not. */
    boolean isOff(String name) {
        return value(name).equals("no") || value(name).equals("false");
    }

    /** The value when it is a whole number of at most nine digits, not below 0. */
    Optional<Integer> number(String name) {
        return Optional.of(value(name)).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** A list by commas, without blanks. */
    List<String> list(String name) {
        return value(name).isEmpty()
                ? List.of()
                : List.of(value(name).split(",")).stream().map(String::strip).toList();
    }
}
