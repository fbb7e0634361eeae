package id.pantau.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How far a submission is, without its rows.
 *
 * @param id of its {@link Receipt}
 * @param submission the partner's own name for it
 * @param rows how many of its rows are in each state; states without any may be missing
 */
public record SubmissionSummary(String id, String submission, Instant received, Map<RowState, Integer> rows) {
    public SubmissionSummary {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(submission, "submission");
        Objects.requireNonNull(received, "received");
        rows = Map.copyOf(rows);
    }

    public int total() {
        return rows.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** As {@link Receipt#done()}. */
    public int done() {
        return rows.entrySet().stream()
                .filter(row -> !row.getKey().pending())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
