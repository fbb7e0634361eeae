package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.util.List;

/** Makes refusals. None of them repeats what was submitted, which may hold a password. */
final class Refusals {
    /** Enough for a person to see what is wrong; a file may be wrong in every row. */
    static final int MAXIMUM_VIOLATIONS = 100;

    private Refusals() {}

    static SubmissionRefusedException of(Kind kind, int row, String field, Text message) {
        return of(kind, List.of(new Violation(row, field, message)));
    }

    /** @param violations at least one */
    static SubmissionRefusedException of(Kind kind, List<Violation> violations) {
        Violation first = violations.get(0);
        String where = (first.row() == 0 ? "" : "row " + first.row() + ", ")
                + (first.field().isEmpty() ? "" : first.field() + ": ");
        List<Violation> shown = violations.subList(0, Math.min(violations.size(), MAXIMUM_VIOLATIONS));
        return new SubmissionRefusedException(kind, where + first.message().en(), shown);
    }
}
