package id.pantau.model;

import java.time.Instant;
import java.util.List;

/**
 * What a partner gets for a submission: the same for the same submission, however often it comes.
 *
 * @param id opaque
 * @param submission the partner's own name for it
 */
public record Receipt(String id, String partner, String submission, Instant received, List<OnboardingRow> rows) {
    public Receipt {
        rows = List.copyOf(rows);
    }

    /** How many of the rows the platform has done with, but for what people decide. */
    public int done() {
        return (int) rows.stream().filter(row -> !row.state().pending()).count();
    }
}
