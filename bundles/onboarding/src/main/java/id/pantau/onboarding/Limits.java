package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;

/**
 * How large a submission may be.
 *
 * @param bytes of the body
 * @param rows that hold a camera
 */
record Limits(int bytes, int rows) {
    static final Limits WIDEST = new Limits(Onboarding.MAXIMUM_BYTES, Onboarding.MAXIMUM_ROWS);

    SubmissionRefusedException tooLarge() {
        return Refusals.of(
                Kind.TOO_LARGE,
                0,
                "",
                new Text(
                        "Kiriman paling besar " + bytes + " bita. Bagi menjadi beberapa kiriman.",
                        "A submission has at most " + bytes + " bytes. Divide it."));
    }

    /** @param row where in the submission the first one stands that is too many */
    SubmissionRefusedException tooManyRows(int row) {
        return Refusals.of(
                Kind.TOO_LARGE,
                row,
                "cameras",
                new Text(
                        "Kiriman paling banyak " + rows + " kamera; ini sudah lebih. Bagi menjadi beberapa kiriman.",
                        "A submission has at most " + rows + " cameras; this is one too many. Divide it."));
    }

    /** Lets through what is within, and refuses the first row beyond. */
    RowSink counting(RowSink sink) {
        int[] taken = {0};
        return row -> {
            if (taken[0]++ == rows) {
                throw tooManyRows(row.row());
            }
            sink.take(row);
        };
    }
}
