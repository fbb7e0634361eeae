package id.pantau.onvif;

import java.util.Map;

/** Writes the little JSON that events need. */
final class JsonText {
    private JsonText() {}

    /** A member with the items of a part; nothing when it has none. */
    static void object(String name, Map<String, String> items, StringBuilder out) {
        if (items.isEmpty()) {
            return;
        }
        out.append(",\"").append(name).append("\":{");
        String separator = "";
        for (Map.Entry<String, String> item : items.entrySet()) {
            out.append(separator);
            quote(item.getKey(), out);
            out.append(':');
            value(item.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    /** Truth values as such; numbers stay text, since a token may look like one. */
    private static void value(String text, StringBuilder out) {
        if (text.equals("true") || text.equals("false")) {
            out.append(text);
        } else {
            quote(text, out);
        }
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
