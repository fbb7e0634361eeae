package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.onboarding.RawSubmission.RawRow;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Submissions in CSV: RFC 4180 with a header row, comma or semicolon. No field may hold a line break, so every line is
 * read by itself, and an open quote or a wrong byte breaks its own line only.
 */
final class CsvFormat {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}(\\.\\d{1,20})?");

    /** Device addresses that carry a login somewhere. */
    private static final Pattern TELLTALE = Pattern.compile("@|(?i:pass|pwd)");

    private static final Text LACKING =
            new Text("Kolom ini tidak ada pada baris judul.", "The header row lacks this column.");
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[,;\t]");
    private static final char TAB = '\t';

    private final byte[] body;
    private final char delimiter;
    private final CSVFormat format;
    private final List<String> columns;
    private final int firstRow;

    private CsvFormat(byte[] body) throws SubmissionRefusedException {
        this.body = body;
        int start = Utf8.start(body);
        firstRow = nextLine(start);
        String header = Utf8.decode(body, start, lineEnd(firstRow))
                .orElseThrow(() -> malformed(new Text("Baris judul bukan UTF-8.", "The header row is not UTF-8.")));
        // comma wins a tie: it is the standard's
        delimiter = Stream.of(',', ';', TAB)
                .max(Comparator.comparingLong(d -> knownColumns(header, d)))
                .orElseThrow();
        format = format(delimiter);
        columns = cells(header, format)
                .orElseThrow(
                        () -> malformed(new Text("Baris judul tidak dapat dibaca.", "The header row cannot be read.")))
                .stream()
                .map(String::strip)
                .toList();
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static long knownColumns(String header, char delimiter) {
        return cells(header, format(delimiter)).stream()
                .flatMap(List::stream)
                .filter(c -> Fields.ALL.contains(c.strip()))
                .count();
    }

    static RawSubmission read(byte[] body) throws SubmissionRefusedException {
        CsvFormat csv = new CsvFormat(body);
        csv.requireColumns();
        List<RawRow> rows = new ArrayList<>();
        int line = 1;
        for (int from = csv.firstRow; from < body.length; from = csv.nextLine(from)) {
            line++;
            int end = csv.lineEnd(csv.nextLine(from));
            if (end <= from) {
                continue;
            }
            if (rows.size() == Onboarding.MAXIMUM_ROWS) {
                throw SubmissionFormats.tooManyRows();
            }
            rows.add(csv.row(line, from, end));
        }
        return new RawSubmission("", rows);
    }

    /**
     * The same lines without their passwords, for keeping. A line that cannot be read is left out, because nobody can
     * say where in it the password is; an address that seems to hold a login goes too, and so does every column that is
     * not known, which may be a password by another name.
     *
     * @return empty when the header row cannot be read, or names no column that is known and so is none
     */
    static Optional<String> redacted(byte[] body) {
        try {
            CsvFormat csv = new CsvFormat(body);
            return csv.columns.stream().anyMatch(Fields.ALL::contains) ? Optional.of(csv.redacted()) : Optional.empty();
        } catch (SubmissionRefusedException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String redacted() throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            printer.printRecord(
                    columns.stream().map(c -> Fields.ALL.contains(c) ? c : "").toList());
            for (int from = firstRow; from < body.length; from = nextLine(from)) {
                int start = from;
                Optional<List<String>> cells = Utf8.decode(body, start, lineEnd(nextLine(start)))
                        .flatMap(line -> cells(line, format))
                        .filter(c -> c.size() == columns.size());
                if (cells.isEmpty()) {
                    printer.println();
                } else {
                    printer.printRecord(withoutLogin(cells.get()));
                }
            }
        }
        return text.toString();
    }

    private List<String> withoutLogin(List<String> cells) {
        List<String> kept = new ArrayList<>(cells);
        for (int i = 0; i < kept.size(); i++) {
            String column = columns.get(i);
            boolean secret = !Fields.ALL.contains(column)
                    || column.equals(Fields.PASSWORD)
                    || (column.equals(Fields.ADDRESS)
                            && TELLTALE.matcher(kept.get(i)).find());
            if (secret) {
                kept.set(i, "");
            }
        }
        return kept;
    }

    private void requireColumns() throws SubmissionRefusedException {
        if (delimiter == TAB) {
            throw malformed(new Text(
                    "Kolom tampaknya dipisahkan dengan tab. Pisahkan dengan koma atau titik koma.",
                    "The columns seem to be separated by tabs. Separate them by commas or semicolons."));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            // without a header row this is somebody's data: say which column, not what is in it
            if (!Fields.ALL.contains(columns.get(i))) {
                throw malformed(new Text(
                        "Kolom " + (i + 1) + " pada baris judul tidak dikenal. Yang dikenal: "
                                + String.join(", ", Fields.ALL) + ".",
                        "Column " + (i + 1) + " of the header row is unknown. Known are: "
                                + String.join(", ", Fields.ALL) + "."));
            }
            if (!seen.add(columns.get(i))) {
                throw Refusals.of(
                        Kind.MALFORMED,
                        1,
                        columns.get(i),
                        new Text("Kolom ini muncul dua kali.", "This column is there twice."));
            }
        }
        List<Violation> missing = Fields.ALL.stream()
                .filter(field -> !seen.contains(field) && !Fields.OPTIONAL.contains(field))
                .map(field -> new Violation(1, field, LACKING))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusals.of(Kind.MALFORMED, missing);
        }
    }

    private RawRow row(int line, int from, int end) {
        Optional<String> text = Utf8.decode(body, from, end);
        if (text.isEmpty()) {
            return broken(line, new Text("Baris ini bukan UTF-8.", "This line is not UTF-8."));
        }
        Optional<List<String>> cells = text.flatMap(t -> cells(t, format));
        if (cells.isEmpty()) {
            return broken(
                    line,
                    new Text(
                            "Baris ini tidak dapat dibaca: periksa tanda kutipnya.",
                            "This line cannot be read: check its quotes."));
        }
        if (cells.get().size() != columns.size()) {
            if (cells.get().size() == 1
                    && OTHER_SEPARATOR.matcher(cells.get().get(0)).find()) {
                return broken(
                        line,
                        new Text(
                                "Baris ini tampaknya memakai pemisah lain daripada baris judul, yang memakai "
                                        + delimiter + ".",
                                "This line seems to use another separator than the header row, which uses " + delimiter
                                        + "."));
            }
            return broken(
                    line,
                    new Text(
                            "Baris ini memiliki " + cells.get().size() + " kolom, baris judul " + columns.size() + ".",
                            "This line has " + cells.get().size() + " columns, the header row " + columns.size()
                                    + "."));
        }
        return values(line, cells.get());
    }

    private RawRow values(int line, List<String> cells) {
        Map<String, Object> values = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String field = columns.get(i);
            String cell =
                    field.equals(Fields.PASSWORD) ? cells.get(i) : cells.get(i).strip();
            if (cell.isEmpty()) {
                continue;
            }
            if (Fields.NUMBERS.contains(field)) {
                if (NUMBER.matcher(cell).matches()) {
                    values.put(field, Double.parseDouble(cell));
                } else {
                    violations.add(new Violation(line, field, RowCheck.NO_NUMBER));
                }
            } else if (!field.equals(Fields.PUBLIC_CONSENT)) {
                values.put(field, cell);
            } else if (cell.equals("true") || cell.equals("false")) {
                values.put(field, cell.equals("true"));
            } else {
                violations.add(new Violation(line, field, RowCheck.NO_BOOLEAN));
            }
        }
        return new RawRow(line, values, violations);
    }

    private static Optional<List<String>> cells(String line, CSVFormat format) {
        try (CSVParser parser = CSVParser.parse(line, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? Optional.of(records.get(0).toList()) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Where the line after the one that begins at {@code from} begins. */
    private int nextLine(int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, body.length);
    }

    /** Where the line before {@code next} ends, without its line break. */
    private int lineEnd(int next) {
        int end = next;
        if (end > 0 && body[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && body[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    private static RawRow broken(int line, Text message) {
        return new RawRow(line, Map.of(), List.of(new Violation(line, "", message)));
    }

    private static SubmissionRefusedException malformed(Text message) {
        return Refusals.of(Kind.MALFORMED, 1, "", message);
    }
}
