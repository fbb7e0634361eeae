package id.pantau.onboarding;

import id.pantau.model.Violation;
import java.util.List;
import java.util.Map;

/**
 * One camera as read, before anybody looked at what it says. Prints without its values, which hold a login.
 *
 * @param row 1 for the first camera; for CSV the line in the file
 * @param values by field: texts, and where the field says so numbers and booleans; absent fields are missing
 * @param violations what could not be read
 */
record RawRow(int row, Map<String, Object> values, List<Violation> violations) {
    RawRow {
        values = Map.copyOf(values);
        violations = List.copyOf(violations);
    }

    String text(String field) {
        return values.get(field) instanceof String text ? text : "";
    }

    @Override
    public String toString() {
        return "RawRow[" + row + "]";
    }
}
