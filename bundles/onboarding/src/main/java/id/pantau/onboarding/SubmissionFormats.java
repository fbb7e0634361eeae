package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a delivery in whichever format it says it is. */
final class SubmissionFormats {
    static final String JSON = "application/json";
    static final String CSV = "text/csv";

    private SubmissionFormats() {}

    static RawSubmission read(Delivery delivery) throws SubmissionRefusedException {
        if (delivery.body().length > Onboarding.MAXIMUM_BYTES) {
            throw tooLarge();
        }
        List<String> type = Arrays.stream(delivery.contentType().split(";", -1))
                .map(p -> p.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean utf8 = type.stream()
                .filter(p -> p.startsWith("charset="))
                .allMatch(p -> p.replace("\"", "").equals("charset=utf-8"));
        if (utf8 && type.get(0).equals(JSON)) {
            return JsonFormat.read(delivery.body());
        }
        if (utf8 && type.get(0).equals(CSV)) {
            return CsvFormat.read(delivery.body());
        }
        throw Refusals.of(
                Kind.UNSUPPORTED_TYPE,
                0,
                "",
                new Text(
                        "Yang diterima: " + JSON + " dan " + CSV + ", dalam UTF-8.",
                        "Accepted are " + JSON + " and " + CSV + ", in UTF-8."));
    }

    static SubmissionRefusedException tooLarge() {
        return Refusals.of(
                Kind.TOO_LARGE,
                0,
                "",
                new Text(
                        "Kiriman paling besar " + Onboarding.MAXIMUM_BYTES + " bita.",
                        "A submission has at most " + Onboarding.MAXIMUM_BYTES + " bytes."));
    }

    static SubmissionRefusedException tooManyRows() {
        return Refusals.of(
                Kind.TOO_LARGE,
                0,
                "cameras",
                new Text(
                        "Kiriman paling banyak " + Onboarding.MAXIMUM_ROWS + " kamera.",
                        "A submission has at most " + Onboarding.MAXIMUM_ROWS + " cameras."));
    }
}
