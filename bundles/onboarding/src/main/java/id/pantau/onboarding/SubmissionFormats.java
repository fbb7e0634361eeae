package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads a delivery in whichever format it says it is. */
public final class SubmissionFormats {
    public static final String JSON = "application/json";
    public static final String CSV = "text/csv";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final Map<String, String> BY_SUFFIX = Map.of(".csv", CSV, ".xlsx", XLSX, ".json", JSON);

    private SubmissionFormats() {}

    /** The ending of a file's name that says what is in it, such as {@code .csv}; empty when it has none of those. */
    public static Optional<String> suffix(String fileName) {
        return BY_SUFFIX.keySet().stream().filter(fileName::endsWith).findFirst();
    }

    /** The content type of files that end so. */
    public static String ofSuffix(String suffix) {
        return Objects.requireNonNull(BY_SUFFIX.get(suffix));
    }

    static RawSubmission read(Delivery delivery, Mapping mapping) throws SubmissionRefusedException {
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
            return JsonFormat.read(delivery.body(), mapping);
        }
        if (utf8 && type.get(0).equals(CSV)) {
            return CsvFormat.read(delivery.body(), mapping);
        }
        if (type.get(0).equals(XLSX)) {
            return XlsxFormat.read(delivery.body(), mapping);
        }
        throw Refusals.of(
                Kind.UNSUPPORTED_TYPE,
                0,
                "",
                new Text(
                        "Yang diterima: " + JSON + " dan " + CSV + ", dalam UTF-8, serta " + XLSX + ".",
                        "Accepted are " + JSON + " and " + CSV + ", in UTF-8, and " + XLSX + "."));
    }

    /**
     * What may be kept of a delivery, as CSV without passwords; of another format than CSV the cameras that could be read.
     *
     * @return empty when nobody can say where in it the passwords are
     */
    static Optional<String> redacted(Delivery delivery, Mapping mapping) {
        if (delivery.contentType().equals(CSV)) {
            return CsvFormat.redacted(delivery.body(), mapping);
        }
        try {
            return Optional.of(CsvFormat.redacted(read(delivery, mapping)));
        } catch (SubmissionRefusedException e) {
            return Optional.empty();
        }
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
