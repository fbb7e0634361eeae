package id.pantau.onboarding;

import static java.util.stream.Collectors.joining;

import id.pantau.model.Actor;
import id.pantau.model.Receipt;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.onboarding.RowCheck.Checked;
import id.pantau.service.SubmissionConflictException;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import id.pantau.service.Submissions;
import id.pantau.service.Submissions.NewRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** From a delivery at the door to rows on disk. */
final class Intake {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REF = 64;

    private final Submissions submissions;
    private final ContentHash hash;
    private final Function<String, Mapping> mappings;
    private final Function<String, Grounds> grounds;
    private final Supplier<Limits> limits;

    /**
     * @param mappings the words of each partner, by its name
     * @param grounds where each partner's cameras have to stand, by its name
     */
    Intake(
            Submissions submissions,
            ContentHash hash,
            Function<String, Mapping> mappings,
            Function<String, Grounds> grounds,
            Supplier<Limits> limits) {
        this.submissions = submissions;
        this.hash = hash;
        this.mappings = mappings;
        this.grounds = grounds;
        this.limits = limits;
    }

    /** A delivery, and the words that its partner uses. */
    record Parsed(Delivery delivery, Mapping mapping) {}

    /** A delivery of which at least one row makes sense. Its rows are read anew whenever they are wanted. */
    record Validated(String partner, String name, String contentHash, Submissions.Rows rows) {}

    Parsed parse(Delivery delivery) {
        return new Parsed(delivery, mappings.apply(delivery.partner()));
    }

    Validated validate(Parsed parsed) throws SubmissionRefusedException {
        Limits within = limits.get();
        Grounds own = grounds.apply(parsed.delivery().partner());
        Look look = new Look(hash.begin());
        String said = SubmissionFormats.read(
                parsed.delivery(), parsed.mapping(), within, row -> look.at(RowCheck.check(row, own)));
        if (look.rows == 0) {
            throw Refusals.of(
                    Kind.INVALID,
                    0,
                    "cameras",
                    new Text("Kiriman tidak berisi kamera.", "The submission holds no camera."));
        }
        if (!look.anyGood) {
            throw Refusals.of(Kind.INVALID, look.violations);
        }
        String contentHash = look.hash.hex();
        return new Validated(
                parsed.delivery().partner(),
                name(parsed.delivery().name(), said, contentHash),
                contentHash,
                taker -> again(parsed, within, own, taker));
    }

    /** What the first look at all rows found; of what is wrong only as much as can be shown. */
    private static final class Look {
        private final ContentHash.Running hash;
        private final List<Violation> violations = new ArrayList<>();
        private int rows;
        private boolean anyGood;

        private Look(ContentHash.Running hash) {
            this.hash = hash;
        }

        private void at(Checked row) {
            rows++;
            hash.add(row);
            anyGood |= row.request().isPresent();
            if (violations.size() < Refusals.MAXIMUM_VIOLATIONS) {
                violations.addAll(row.violations());
            }
        }
    }

    private static void again(Parsed parsed, Limits limits, Grounds own, Consumer<NewRow> taker) {
        try {
            SubmissionFormats.read(
                    parsed.delivery(), parsed.mapping(), limits, row -> taker.accept(row(RowCheck.check(row, own))));
        } catch (SubmissionRefusedException e) {
            throw new IllegalStateException("a submission that was good a moment ago", e);
        }
    }

    private static String name(String given, String said, String contentHash) throws SubmissionRefusedException {
        if (said.isEmpty() && given.isEmpty()) {
            return "table-" + contentHash.substring(0, 16);
        }
        String name = said.isEmpty() ? given : said;
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
        try {
            return submissions.accept(
                    valid.partner(), valid.name(), valid.contentHash(), valid.rows(), Actor.partner(valid.partner()));
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
