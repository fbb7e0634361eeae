package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of a table with a header row, whatever file it came in. */
final class CameraTable {
    private static final Text LACKING =
            new Text("Kolom ini tidak ada pada baris judul.", "The header row lacks this column.");

    private final List<Optional<String>> columns;
    private final Map<String, String> fixed;

    private CameraTable(List<Optional<String>> columns, Map<String, String> fixed) {
        this.columns = List.copyOf(columns);
        this.fixed = fixed;
    }

    /**
     * @param headerRow where in the file the header is, 1 for the first row
     * @throws SubmissionRefusedException when a column is unknown, twice there, or lacking
     */
    static CameraTable under(List<String> header, int headerRow, Mapping mapping) throws SubmissionRefusedException {
        List<Optional<String>> columns = header.stream().map(mapping::field).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String field = columns.get(i).orElse("");
            if (columns.get(i).isEmpty()) {
                continue;
            }
            // without a header row this is somebody's data: say which column, not what is in it
            if (!Fields.ALL.contains(field)) {
                throw Refusals.of(
                        Kind.MALFORMED,
                        headerRow,
                        "",
                        new Text(
                                "Kolom " + (i + 1) + " pada baris judul tidak dikenal. Yang dikenal: " + known() + ".",
                                "Column " + (i + 1) + " of the header row is unknown. Known are: " + known() + "."));
            }
            if (!seen.add(field)) {
                throw Refusals.of(
                        Kind.MALFORMED,
                        headerRow,
                        field,
                        new Text("Kolom ini muncul dua kali.", "This column is there twice."));
            }
        }
        List<Violation> missing = Fields.ALL.stream()
                .filter(field -> !seen.contains(field)
                        && !Fields.OPTIONAL.contains(field)
                        && !mapping.fixed().containsKey(field))
                .map(field -> new Violation(headerRow, field, LACKING))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusals.of(Kind.MALFORMED, missing);
        }
        Map<String, String> fixed = mapping.fixed().entrySet().stream()
                .filter(e -> !seen.contains(e.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new CameraTable(columns, fixed);
    }

    private static String known() {
        return String.join(", ", Fields.ALL);
    }

    int width() {
        return columns.size();
    }

    /** @param cells as many as {@link #width} */
    RawRow row(int row, List<String> cells) {
        Map<String, Object> values = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        fixed.forEach((field, text) -> put(row, field, text, values, violations));
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            columns.get(i).ifPresent(field -> put(row, field, cell, values, violations));
        }
        return new RawRow(row, values, violations);
    }

    /** Reads a text as what the field wants; an empty one is as good as none. */
    static void put(int row, String field, String text, Map<String, Object> values, List<Violation> violations) {
        String cell = field.equals(Fields.PASSWORD) ? text : text.strip();
        if (cell.isEmpty()) {
            return;
        }
        if (Fields.NUMBERS.contains(field)) {
            Written.number(cell)
                    .ifPresentOrElse(
                            n -> values.put(field, n),
                            () -> violations.add(new Violation(row, field, RowCheck.NO_NUMBER)));
        } else if (field.equals(Fields.PUBLIC_CONSENT)) {
            Written.yes(cell)
                    .ifPresentOrElse(
                            yes -> values.put(field, yes),
                            () -> violations.add(new Violation(row, field, RowCheck.NO_BOOLEAN)));
        } else {
            values.put(field, cell);
        }
    }
}
