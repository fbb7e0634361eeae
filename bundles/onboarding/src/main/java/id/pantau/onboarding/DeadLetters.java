package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.CameraDraft;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.onboarding.RowCheck.Checked;
import id.pantau.service.Submissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows that came to nothing: read, fixed, tried again or given up. */
final class DeadLetters {
    private static final Set<RowState> DEAD = EnumSet.of(
            RowState.INVALID,
            RowState.UNREACHABLE,
            RowState.UNRECOGNISED,
            RowState.UNAUTHORIZED,
            RowState.NEEDS_INFORMATION);

    private final Submissions submissions;
    private final Function<String, Grounds> grounds;
    private final ProbeQueue queue;

    /** @param grounds where each partner's cameras have to stand, by its name */
    DeadLetters(Submissions submissions, Function<String, Grounds> grounds, ProbeQueue queue) {
        this.submissions = submissions;
        this.grounds = grounds;
        this.queue = queue;
    }

    /** As {@link id.pantau.service.Onboarding#retry(String, Map, Actor)}; no fields for another try of what is there. */
    void retry(String rowId, Map<String, String> fields, Actor who) {
        RowDetails details = find(rowId);
        OnboardingRow row = details.row();
        boolean asItIs = fields.isEmpty() && row.state() != RowState.INVALID;
        boolean again = DEAD.contains(row.state())
                && (asItIs
                        ? submissions.advance(rowId, row.state(), RowState.RECEIVED, Optional.empty(), who, "retry")
                        : submissions.fix(rowId, row.state(), fixed(details, fields), who, words(fields)));
        if (!again) {
            throw new IllegalStateException(
                    "row " + rowId + " is " + row.state().code() + " and not to be tried again");
        }
        queue.offer(row.partner(), rowId);
    }

    /** As {@link id.pantau.service.Onboarding#drop}. */
    void drop(String rowId, Actor who, String why) {
        OnboardingRow row = find(rowId).row();
        Text reason = new Text("Tidak dilanjutkan: " + why, "Given up: " + why);
        boolean dropped = DEAD.contains(row.state())
                && submissions.advance(rowId, row.state(), RowState.DROPPED, Optional.of(reason), who, why);
        if (!dropped) {
            throw new IllegalStateException(
                    "row " + rowId + " is " + row.state().code() + " and not to be given up");
        }
    }

    private RowDetails find(String rowId) {
        return submissions.details(rowId).orElseThrow(() -> new NoSuchElementException("no onboarding row " + rowId));
    }

    private CameraRequest fixed(RowDetails details, Map<String, String> fields) {
        int line = details.row().row();
        Map<String, Object> values =
                values(details, submissions.credentials(details.row().id()));
        List<Violation> violations = new ArrayList<>();
        fields.forEach((field, text) -> {
            if (!Fields.ALL.contains(field)) {
                throw new IllegalArgumentException(
                        "there is no field " + field + "; known are " + String.join(", ", Fields.ALL));
            }
            values.remove(field);
            CameraTable.put(line, field, text, values, violations);
        });
        Checked checked = RowCheck.check(
                new RawRow(line, values, violations),
                grounds.apply(details.row().partner()));
        return checked.request()
                .orElseThrow(() -> new IllegalArgumentException(checked.violations().stream()
                        .map(v -> v.field() + ": " + v.message().en())
                        .collect(Collectors.joining(" "))));
    }

    private static Map<String, Object> values(RowDetails details, Credentials login) {
        CameraDraft draft = details.fields();
        Map<String, Object> values = new HashMap<>();
        values.put(Fields.REF, details.row().ref());
        values.put(Fields.USERNAME, login.user());
        values.put(Fields.PASSWORD, login.password());
        draft.name().ifPresent(v -> values.put(Fields.NAME, v));
        draft.endpoint().map(Endpoint::toString).ifPresent(v -> values.put(Fields.ADDRESS, v));
        draft.latitude().ifPresent(v -> values.put(Fields.LATITUDE, v));
        draft.longitude().ifPresent(v -> values.put(Fields.LONGITUDE, v));
        draft.scene().map(Scene::code).ifPresent(v -> values.put(Fields.SCENE, v));
        draft.publicConsent().ifPresent(v -> values.put(Fields.PUBLIC_CONSENT, v));
        return values;
    }

    /** For the audit trail: what was set, but for what may be a login. */
    private static String words(Map<String, String> fields) {
        if (fields.isEmpty()) {
            return "retry";
        }
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + CsvFormat.withoutLogin(e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
