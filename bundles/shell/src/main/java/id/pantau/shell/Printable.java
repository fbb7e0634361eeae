package id.pantau.shell;

/** Text that others wrote, made harmless for a terminal. */
final class Printable {
    private Printable() {}

    /** The same text, each control character but the line feed replaced by U+FFFD. */
    static String of(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String cell(Object value) {
        return of(String.valueOf(value)).replace('\n', ' ');
    }
}
