package id.pantau.shell;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180). */
final class Csv {
    private Csv() {}

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Names come from others, and a spreadsheet would run what looks like a formula: an apostrophe makes it text. */
    private static String cell(String text) {
        String safe = text.matches("(?s)[=+@].*|-\\D.*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
