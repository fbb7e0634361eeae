package id.pantau.web;

import id.pantau.service.ConfigurationCheck;
import java.util.Map;
import java.util.Optional;

/** Refuses a tile template that no map could use, and texts that no page could show. */
public final class WebCheck implements ConfigurationCheck {
    private static final int LONGEST = 200;

    @Override
    public String pid() {
        return "id.pantau.web";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        if (Tiles.parse(text(values, "tiles")).isEmpty()) {
            return Optional.of("tiles: neither a path nor an http(s) URL with {z}, {x} and {y}");
        }
        for (String key : new String[] {"tilesAttribution", "cityName", "contact"}) {
            if (text(values, key).length() > LONGEST) {
                return Optional.of(key + ": longer than " + LONGEST + " characters");
            }
        }
        return Optional.empty();
    }

    private static String text(Map<String, Object> values, String key) {
        return values.getOrDefault(key, "").toString().strip();
    }
}
