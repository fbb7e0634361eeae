package id.pantau.onboarding;

import id.pantau.service.SubmissionRefusedException;
import java.util.ArrayList;
import java.util.List;

/** A submission as read, whole. */
record RawSubmission(String name, List<RawRow> rows) {

    static RawSubmission of(String type, byte[] body) throws SubmissionRefusedException {
        List<RawRow> rows = new ArrayList<>();
        String name = SubmissionFormats.read(
                new Delivery("bank-anu", type, "", body), Mapping.NONE, Limits.WIDEST, rows::add);
        return new RawSubmission(name, rows);
    }
}
