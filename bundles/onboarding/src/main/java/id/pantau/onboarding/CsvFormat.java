package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Device addresses that carry a login somewhere. */
    private static final Pattern TELLTALE = Pattern.compile("@|(?i:pass|pwd)");

    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[,;\t]");
    private static final char TAB = '\t';

    private final byte[] body;
    private final char delimiter;
    private final CSVFormat format;
    private final Mapping mapping;
    private final List<String> columns;
    private final int firstRow;

    private CsvFormat(byte[] body, Mapping mapping) throws SubmissionRefusedException {
        this.body = body;
        this.mapping = mapping;
        int start = Utf8.start(body);
        firstRow = nextLine(start);
        String header = Utf8.decode(body, start, lineEnd(firstRow))
                .orElseThrow(() -> malformed(new Text("Baris judul bukan UTF-8.", "The header row is not UTF-8.")));
        // comma wins a tie: it is the standard's
        delimiter = Stream.of(',', ';', TAB)
                .max(Comparator.comparingLong(d -> knownColumns(header, d, mapping)))
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

    private static long knownColumns(String header, char delimiter, Mapping mapping) {
        return cells(header, format(delimiter)).stream()
                .flatMap(List::stream)
                .filter(c -> mapping.field(c).filter(Fields.ALL::contains).isPresent())
                .count();
    }

    static void read(byte[] body, Mapping mapping, RowSink sink) throws SubmissionRefusedException {
        CsvFormat csv = new CsvFormat(body, mapping);
        CameraTable table = csv.table();
        int line = 1;
        for (int from = csv.firstRow; from < body.length; from = csv.nextLine(from)) {
            line++;
            int end = csv.lineEnd(csv.nextLine(from));
            if (end <= from) {
                continue;
            }
            Optional<RawRow> row = csv.row(table, line, from, end);
            if (row.isPresent()) {
                sink.take(row.get());
            }
        }
    }

    /**
     * The same lines without their passwords, for keeping. A line that cannot be read is left out, because nobody can
     * say where in it the password is; an address that seems to hold a login goes too, and so does every column that is
     * not known, which may be a password by another name.
     *
     * @return false when the header row cannot be read, or names no column that is known and so is none; nothing is written then
     */
    static boolean redacted(byte[] body, Mapping mapping, Appendable to) throws IOException {
        try {
            CsvFormat csv = new CsvFormat(body, mapping);
            boolean readable = csv.columns.stream().anyMatch(c -> !csv.field(c).isEmpty());
            if (readable) {
                csv.redacted(to);
            }
            return readable;
        } catch (SubmissionRefusedException e) {
            return false;
        }
    }

    /** Takes the rows of another format, and writes them without their passwords. */
    static RowSink redacting(Appendable to) throws IOException {
        CSVPrinter printer = new CSVPrinter(to, format(','));
        printer.printRecord(Fields.ALL);
        return row -> {
            try {
                printer.printRecord(Fields.ALL.stream()
                        .map(f -> withoutLogin(f, String.valueOf(row.values().getOrDefault(f, ""))))
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private void redacted(Appendable to) throws IOException {
        CSVPrinter printer = new CSVPrinter(to, format);
        printer.printRecord(
                columns.stream().map(c -> field(c).isEmpty() ? "" : c).toList());
        for (int from = firstRow; from < body.length; from = nextLine(from)) {
            Optional<List<String>> cells = Utf8.decode(body, from, lineEnd(nextLine(from)))
                    .flatMap(line -> cells(line, format))
                    .filter(c -> c.size() == columns.size());
            if (cells.isEmpty()) {
                printer.println();
            } else {
                printer.printRecord(withoutLogin(cells.get()));
            }
        }
    }

    private List<String> withoutLogin(List<String> cells) {
        List<String> kept = new ArrayList<>(cells);
        for (int i = 0; i < kept.size(); i++) {
            kept.set(i, withoutLogin(field(columns.get(i)), kept.get(i)));
        }
        return kept;
    }

    /** What may be kept of a value; nothing of a password, nor of what may be one. */
    static String withoutLogin(String field, String value) {
        boolean secret = field.isEmpty()
                || field.equals(Fields.PASSWORD)
                || (field.equals(Fields.ADDRESS) && TELLTALE.matcher(value).find());
        return secret ? "" : value;
    }

    /** Empty for a column that is not known. */
    private String field(String column) {
        return mapping.field(column).filter(Fields.ALL::contains).orElse("");
    }

    private CameraTable table() throws SubmissionRefusedException {
        if (delimiter == TAB) {
            throw malformed(new Text(
                    "Kolom tampaknya dipisahkan dengan tab. Pisahkan dengan koma atau titik koma.",
                    "The columns seem to be separated by tabs. Separate them by commas or semicolons."));
        }
        return CameraTable.under(columns, 1, mapping);
    }

    /** Empty for a line of nothing but separators, as spreadsheets write below a table. */
    private Optional<RawRow> row(CameraTable table, int line, int from, int end) {
        Optional<String> text = Utf8.decode(body, from, end);
        if (text.isEmpty()) {
            return Optional.of(broken(line, new Text("Baris ini bukan UTF-8.", "This line is not UTF-8.")));
        }
        Optional<List<String>> cells = cells(text.get(), format);
        if (cells.isEmpty()) {
            return Optional.of(broken(
                    line,
                    new Text(
                            "Baris ini tidak dapat dibaca: periksa tanda kutipnya.",
                            "This line cannot be read: check its quotes.")));
        }
        if (cells.get().stream().allMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(
                cells.get().size() == columns.size()
                        ? table.row(line, cells.get())
                        : broken(line, miscounted(cells.get())));
    }

    private Text miscounted(List<String> cells) {
        if (cells.size() == 1 && OTHER_SEPARATOR.matcher(cells.get(0)).find()) {
            return new Text(
                    "Baris ini tampaknya memakai pemisah lain daripada baris judul, yang memakai " + delimiter + ".",
                    "This line seems to use another separator than the header row, which uses " + delimiter + ".");
        }
        return new Text(
                "Baris ini memiliki " + cells.size() + " kolom, baris judul " + columns.size() + ".",
                "This line has " + cells.size() + " columns, the header row " + columns.size() + ".");
    }

    private static Optional<List<String>> cells(String line, CSVFormat format) {
        if (!line.isEmpty() && line.indexOf('"') < 0 && line.indexOf('\r') < 0) {
            // nothing to parse, and a parser costs a buffer of many times the line
            return Optional.of(List.of(line.split(format.getDelimiterString(), -1)));
        }
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
