package id.pantau.web;

import id.pantau.service.ConfigurationCheck;
import java.util.Map;
import java.util.Optional;

/** Refuses a tile template that no map could use, texts that no page could show, addresses that no sign could, and keys that can be guessed. */
public final class WebCheck implements ConfigurationCheck {
    private static final int LONGEST = 200;
    private static final int SHORTEST_KEY = 16;

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
        if (!text(values, "publicUrl").matches("(https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?)?")
                || text(values, "publicUrl").length() > LONGEST) {
            return Optional.of("publicUrl: no address such as https://pantau.example.id");
        }
        int key = text(values, "metricsKey").length();
        if (key > 0 && key < SHORTEST_KEY) {
            return Optional.of("metricsKey: shorter than " + SHORTEST_KEY + " characters");
        }
        return Optional.empty();
    }

    private static String text(Map<String, Object> values, String key) {
        return values.getOrDefault(key, "").toString().strip();
    }
}
