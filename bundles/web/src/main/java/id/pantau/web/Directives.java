package id.pantau.web;

import id.pantau.model.Text;
import id.pantau.service.MediaRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads delivery directives from a playlist's query (RFC 8216bis, section 6.2.5). Leaves all other parameters alone. */
final class Directives {
    private static final String PREFIX = "_HLS_";
    private static final String MSN = "_HLS_msn";
    private static final String PART = "_HLS_part";
    private static final String SKIP = "_HLS_skip";
    private static final Set<String> SKIPS = Set.of("YES", "v2");
    private static final int MOST_DIGITS = 18;
    private static final int MOST_PART_DIGITS = 9;

    private Directives() {}

    static MediaRequest read(HttpServletRequest request, String camera, String name, String viewer) throws Problem {
        Map<String, String> values = name.endsWith(".m3u8") ? directives(request.getQueryString()) : Map.of();
        OptionalLong msn = values.containsKey(MSN)
                ? OptionalLong.of(number(MSN, values.get(MSN), MOST_DIGITS))
                : OptionalLong.empty();
        OptionalInt part = values.containsKey(PART)
                ? OptionalInt.of((int) number(PART, values.get(PART), MOST_PART_DIGITS))
                : OptionalInt.empty();
        String skip = values.getOrDefault(SKIP, "");
        if (!skip.isEmpty() && !SKIPS.contains(skip)) {
            throw refused(SKIP + " must be YES or v2");
        }
        return new MediaRequest(camera, name, msn, part, !skip.isEmpty(), viewer);
    }

    private static Map<String, String> directives(String query) throws Problem {
        Map<String, String> values = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (key.startsWith(PREFIX) && values.put(key, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
                throw refused((key.length() > 32 ? PREFIX : key) + " is there twice");
            }
        }
        return values;
    }

    private static long number(String key, String value, int mostDigits) throws Problem {
        if (!value.matches("[0-9]{1," + mostDigits + "}")) {
            throw refused(key + " must be a number of 1 to " + mostDigits + " digits");
        }
        return Long.parseLong(value);
    }

    /** @param why in English, about the directives alone */
    static Problem refused(String why) {
        return Problem.of(
                400,
                "delivery-directive",
                new Text("Parameter pemutaran salah", "Bad delivery directive"),
                new Text(
                        "Daftar putar tidak dapat dijawab: " + why + ".",
                        "The playlist cannot be given: " + why + "."));
    }
}
