package id.pantau.onboarding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Names of headers that steer Camel, in the spellings by which they came past filters, each with a value that is known again. */
final class HostileHeaders {
    private static final Path NAMES = Path.of("src/test/resources/headers.txt");
    private static final String MARK = "pantau-hostile";

    /** Values that would do something where a name or an expression is read from a header. */
    private static final List<String> VALUES = List.of(
            "../../" + MARK, "direct:" + MARK, "${sys.user.dir}" + MARK, "file:/tmp/" + MARK, "#bean:" + MARK, MARK);

    /** What stacks make the same name of: case, separators, spaces, and characters that are folded to ASCII. */
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            name -> name,
            name -> name.toLowerCase(Locale.ROOT),
            name -> name.toUpperCase(Locale.ROOT),
            HostileHeaders::alternating,
            name -> name.replaceFirst("(?i)^camel", "Camel."),
            name -> name.replaceFirst("(?i)^camel", "camel-"),
            name -> name.replaceFirst("(?i)^camel", "CAMEL_"),
            name -> name.replaceFirst("(?i)^c", "\uff23"), // full width
            name -> name.replaceFirst("(?i)^c", "\u0421"), // Cyrillic
            name -> name.replace('K', '\u212a').replace('s', '\u017f'), // Kelvin sign, long s
            name -> name.replace('i', '\u0131').replace('I', '\u0130'), // a Turkish stack's
            name -> "\u200b" + name,
            name -> " " + name,
            name -> name + "\u0000");

    private HostileHeaders() {}

    /** Every spelling, with its value. */
    static Map<String, String> all() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (String name : Files.readAllLines(NAMES)) {
            if (!name.startsWith("#")) {
                SPELLINGS.forEach(spelling -> names.add(spelling.apply(name)));
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        names.forEach(name -> headers.put(name, VALUES.get(headers.size() % VALUES.size())));
        return headers;
    }

    /** Those that an HTTP field may be called: tokens of RFC 9110 section 5.6.2. */
    static Map<String, String> ofHttp() throws IOException {
        return all().entrySet().stream()
                .filter(e -> e.getKey().matches("[A-Za-z0-9._-]+")
                        && !e.getKey().toLowerCase(Locale.ROOT).matches("(content|transfer)-encoding"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static boolean isOne(Object value) {
        return String.valueOf(value).contains(MARK);
    }

    private static String alternating(String name) {
        StringBuilder spelt = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            String letter = name.substring(i, i + 1);
            spelt.append(i % 2 == 0 ? letter.toLowerCase(Locale.ROOT) : letter.toUpperCase(Locale.ROOT));
        }
        return spelt.toString();
    }
}
