package id.pantau.onboarding;

import static java.util.stream.Collectors.joining;

import id.pantau.model.Actor;
import id.pantau.model.Receipt;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.onboarding.RawSubmission.RawRow;
import id.pantau.onboarding.RowCheck.Checked;
import id.pantau.service.SubmissionConflictException;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import id.pantau.service.Submissions;
import id.pantau.service.Submissions.NewRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From a delivery at the door to rows on disk. */
final class Intake {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REF = 64;

    private final Submissions submissions;
    private final ContentHash hash;
    private final Function<String, Mapping> mappings;
    private final Function<String, Grounds> grounds;

    /**
     * @param mappings the words of each partner, by its name
     * @param grounds where each partner's cameras have to stand, by its name
     */
    Intake(
            Submissions submissions,
            ContentHash hash,
            Function<String, Mapping> mappings,
            Function<String, Grounds> grounds) {
        this.submissions = submissions;
        this.hash = hash;
        this.mappings = mappings;
        this.grounds = grounds;
    }

    /** A delivery that could be read. */
    record Parsed(Delivery delivery, RawSubmission raw) {}

    /** A delivery of which at least one row makes sense. */
    record Validated(String partner, String name, String contentHash, List<Checked> rows) {}

    Parsed parse(Delivery delivery) throws SubmissionRefusedException {
        return new Parsed(delivery, SubmissionFormats.read(delivery, mappings.apply(delivery.partner())));
    }

    Validated validate(Parsed parsed) throws SubmissionRefusedException {
        Grounds own = grounds.apply(parsed.delivery().partner());
        List<Checked> rows = parsed.raw().rows().stream()
                .map(row -> RowCheck.check(row, own))
                .toList();
        if (rows.isEmpty()) {
            throw Refusals.of(
                    Kind.INVALID,
                    0,
                    "cameras",
                    new Text("Kiriman tidak berisi kamera.", "The submission holds no camera."));
        }
        if (rows.stream().allMatch(r -> r.request().isEmpty())) {
            throw Refusals.of(
                    Kind.INVALID,
                    rows.stream().flatMap(r -> r.violations().stream()).toList());
        }
        String contentHash = hash.of(rows);
        return new Validated(parsed.delivery().partner(), name(parsed, contentHash), contentHash, rows);
    }

    private static String name(Parsed parsed, String contentHash) throws SubmissionRefusedException {
        if (parsed.raw().name().isEmpty() && parsed.delivery().name().isEmpty()) {
            return "table-" + contentHash.substring(0, 16);
        }
        String name = parsed.raw().name().isEmpty()
                ? parsed.delivery().name()
                : parsed.raw().name();
        boolean good = !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.codePoints().allMatch(RowCheck::printable);
        if (!good) {
            throw Refusals.of(
                    Kind.INVALID,
                    0,
                    "submission",
                    new Text(
                            "1 sampai " + LONGEST_NAME + " karakter yang tampak.",
                            "1 to " + LONGEST_NAME + " printable characters."));
        }
        return name;
    }

    /** When this returns, the submission is on disk. */
    Receipt keep(Validated valid) throws SubmissionRefusedException {
        List<NewRow> rows = valid.rows().stream().map(Intake::row).toList();
        try {
            return submissions.accept(
                    valid.partner(), valid.name(), valid.contentHash(), rows, Actor.partner(valid.partner()));
        } catch (SubmissionConflictException e) {
            throw Refusals.of(
                    Kind.CONFLICT,
                    0,
                    "submission",
                    new Text(
                            "Nama ini sudah dipakai untuk kiriman dengan isi lain; beri nama baru.",
                            "This name was used for a submission with other content; give it a new name."));
        }
    }

    private static NewRow row(Checked checked) {
        RawRow raw = checked.raw();
        Optional<Text> problem = checked.violations().isEmpty() ? Optional.empty() : Optional.of(problem(checked));
        String ref = raw.text(Fields.REF)
                .codePoints()
                .filter(RowCheck::printable)
                .limit(LONGEST_REF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new NewRow(raw.row(), ref, checked.request(), problem, checked.draft());
    }

    private static Text problem(Checked checked) {
        return new Text(joined(checked, Text::id), joined(checked, Text::en));
    }

    private static String joined(Checked checked, Function<Text, String> language) {
        return checked.violations().stream()
                .limit(Fields.ALL.size())
                .map(v -> described(v, language))
                .collect(joining(" "));
    }

    private static String described(Violation violation, Function<Text, String> language) {
        String words = language.apply(violation.message());
        return violation.field().isEmpty() ? words : violation.field() + ": " + words;
    }
}
