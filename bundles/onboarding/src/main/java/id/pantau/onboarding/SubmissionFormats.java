package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /**
     * Reads it row by row.
     *
     * @return the submission's name; empty when the format does not carry one
     */
    static String read(Delivery delivery, Mapping mapping, Limits limits, RowSink rows)
            throws SubmissionRefusedException {
        if (delivery.body().length > limits.bytes()) {
            throw limits.tooLarge();
        }
        RowSink sink = limits.counting(rows);
        String type = type(delivery);
        if (type.equals(JSON)) {
            return JsonFormat.read(delivery.body(), mapping, sink);
        }
        if (type.equals(CSV)) {
            CsvFormat.read(delivery.body(), mapping, sink);
        } else {
            XlsxFormat.read(delivery.body(), mapping, limits, sink);
        }
        return "";
    }

    private static String type(Delivery delivery) throws SubmissionRefusedException {
        List<String> type = Arrays.stream(delivery.contentType().split(";", -1))
                .map(p -> p.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean utf8 = type.stream()
                .filter(p -> p.startsWith("charset="))
                .allMatch(p -> p.replace("\"", "").equals("charset=utf-8"));
        String said = type.get(0);
        if (said.equals(XLSX) || (utf8 && (said.equals(JSON) || said.equals(CSV)))) {
            return said;
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
     * Writes what may be kept of a delivery, as CSV without passwords; of another format than CSV the cameras that could be read.
     *
     * @return false when nobody can say where in it the passwords are; what was written is not to be kept then
     */
    static boolean redacted(Delivery delivery, Mapping mapping, Limits limits, Appendable to) throws IOException {
        if (delivery.contentType().equals(CSV)) {
            return CsvFormat.redacted(delivery.body(), mapping, to);
        }
        try {
            read(delivery, mapping, limits, CsvFormat.redacting(to));
            return true;
        } catch (SubmissionRefusedException e) {
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
