package id.pantau.web;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the map's pictures come from.
 *
 * @param template as the map library wants it
 * @param origin for the Content-Security-Policy; empty when they come from this server
 */
record Tiles(String template, String origin) {
    private static final Pattern REMOTE =
            Pattern.compile("(https?://)([a-z0-9.{}-]+(?::\\d{1,5})?)/[^\\s\"'<>]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCAL = Pattern.compile("/[^/\\s\"'<>][^\\s\"'<>]*");
    private static final Pattern HOLES = Pattern.compile("\\{[szxyr]}");

    /** No pictures: the plain map. */
    static final Tiles NONE = new Tiles("", "");

    /** Reads a template; empty when the text is none. */
    static Optional<Tiles> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(NONE);
        }
        if (!text.contains("{z}") || !text.contains("{x}") || !text.contains("{y}") || !isUri(text)) {
            return Optional.empty();
        }
        Matcher remote = REMOTE.matcher(text);
        if (remote.matches()) {
            return Optional.of(new Tiles(text, remote.group(1) + remote.group(2).replace("{s}", "*")));
        }
        return LOCAL.matcher(text).matches() ? Optional.of(new Tiles(text, "")) : Optional.empty();
    }

    private static boolean isUri(String text) {
        try {
            URI.create(HOLES.matcher(text).replaceAll("1"));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
