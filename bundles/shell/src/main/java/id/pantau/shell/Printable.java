package id.pantau.shell;

import id.pantau.model.Endpoint;

/** Text that others wrote, made harmless for a terminal. */
public final class Printable {
    private Printable() {}

    /** The same text, each control character but the line feed replaced by U+FFFD. */
    static String of(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * An address as anybody may see it. Some devices take their password in the query or even in the path; neither is
     * shown then.
     */
    public static String address(Endpoint endpoint) {
        return endpoint.toString().replaceAll("\\?.*", "?…").replaceAll("(?i)(pass\\w*|pwd)([=:_])[^&/?]*", "$1$2…");
    }

    static String cell(Object value) {
        return of(String.valueOf(value)).replace('\n', ' ');
    }
}
