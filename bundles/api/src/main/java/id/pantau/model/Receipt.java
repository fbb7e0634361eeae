package id.pantau.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a partner gets for a submission: the same for the same submission, however often it comes.
 *
 * @param id opaque
 * @param submission the partner's own name for it
 * @param rows all of them, or of a large submission some that went wrong, in the submission's order
 * @param counts of all rows, by state; no zeros
 */
public record Receipt(
        String id,
        String partner,
        String submission,
        Instant received,
        List<OnboardingRow> rows,
        Map<RowState, Integer> counts) {

    /** A receipt of no more rows than this lists all of them. */
    public static final int MOST_ROWS = 10_000;

    /** Of a larger one so many are listed at most, all of which went wrong. */
    public static final int MOST_PROBLEMS = 1_000;

    public Receipt {
        rows = List.copyOf(rows);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** One that lists all of its rows. */
    public Receipt(String id, String partner, String submission, Instant received, List<OnboardingRow> rows) {
        this(id, partner, submission, received, rows, count(rows));
    }

    private static Map<RowState, Integer> count(List<OnboardingRow> rows) {
        Map<RowState, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        return counts;
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of the rows the platform has done with, but for what people decide. */
    public int done() {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().pending())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Whether every row is listed. */
    public boolean isWhole() {
        return rows.size() == total();
    }

    /** What is to be said of a receipt that is not whole. */
    public Text note() {
        return new Text(
                "Kiriman ini terlalu besar untuk didaftar seluruhnya: yang didaftar hanya kamera yang bermasalah, paling banyak "
                        + MOST_PROBLEMS + ".",
                "This submission is too large to be listed in full: only cameras with problems are, " + MOST_PROBLEMS
                        + " at most.");
    }
}
