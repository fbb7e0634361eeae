package id.pantau.registry;

import id.pantau.model.CameraDraft;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.model.SubmissionSummary;
import id.pantau.model.Text;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.Submissions.Pending;
import id.pantau.service.Submissions.Recognition;
import id.pantau.service.Submissions.Rows;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of submissions. */
final class RowTable {
    static final String NAME = "submission_rows";

    /** States in which a row holds its ref: nobody has to repeat it for a camera to come of it. */
    private static final Set<RowState> CLAIMING =
            Set.of(RowState.RECEIVED, RowState.PROBING, RowState.WAITING_APPROVAL);

    /** States in which nobody needs the row's login any more. */
    private static final Set<RowState> WIPED =
            Set.of(RowState.REGISTERED, RowState.REJECTED, RowState.DUPLICATE, RowState.DROPPED);

    private static final Text DUPLICATE = new Text(
            "Kamera dengan ref ini sudah terdaftar atau sedang menunggu.",
            "A camera with this ref is registered or waiting already.");

    private static final Text ANSWERED = new Text(
            "Kamera ini dikirim lagi dalam kiriman yang lebih baru.",
            "The camera was submitted again, in a newer submission.");

    private static final String COLUMNS =
            "select r.id, r.line, r.ref, r.state, r.reason_id, r.reason_en, r.name, r.endpoint, r.latitude,"
                    + " r.longitude, r.scene, r.public_consent, r.camera, r.changed, s.partner,"
                    + " s.name as submission_name";

    private static final String TABLES = " from submission_rows r join submissions s on s.id = r.submission";

    private static final String SELECT = COLUMNS + TABLES;
    private static final String OLDEST_FIRST = " order by s.received, s.id, r.line";

    private RowTable() {}

    /** Which partner's receipt a row is in. */
    record Place(String partner, String receipt) {}

    static Optional<Place> place(Connection c, String row) throws SQLException {
        return Sql.first(
                c,
                r -> new Place(r.getString("partner"), r.getString("id")),
                "select s.partner, s.id" + TABLES + " where r.id = ?",
                row);
    }

    /** The receipt with all rows, or of a large submission with those that went wrong. */
    static Receipt receipt(Connection c, String id, String partner, String name, Instant received) throws SQLException {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        Sql.list(
                c,
                r -> counts.put(RowState.valueOf(r.getString("state")), r.getInt("amount")),
                "select state, count(*) as amount from submission_rows where submission = ? group by state",
                id);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<OnboardingRow> rows = total <= Receipt.MOST_ROWS
                ? Sql.list(c, RowTable::read, SELECT + " where s.id = ? order by r.line", id)
                : troubled(c, id);
        return new Receipt(id, partner, name, received, rows, counts);
    }

    private static List<OnboardingRow> troubled(Connection c, String submission) throws SQLException {
        List<String> states = Arrays.stream(RowState.values())
                .filter(RowState::trouble)
                .map(RowState::name)
                .toList();
        Object[] arguments = Stream.of(Stream.of(submission), states.stream(), Stream.of(Receipt.MOST_PROBLEMS))
                .flatMap(s -> s)
                .toArray();
        return Sql.list(
                c,
                RowTable::read,
                SELECT + " where s.id = ? and " + among(states.size()) + " order by r.line limit ?",
                arguments);
    }

    /** The first of each partner's that the platform has work to do on. */
    static List<Pending> pending(Connection c, int most) throws SQLException {
        return Sql.list(
                c,
                r -> new Pending(r.getString("partner"), r.getString("id")),
                "select partner, id from (select s.partner, r.id, row_number() over (partition by s.partner"
                        + " order by s.received, s.id, r.line) as turn" + TABLES
                        + " where r.state in (?, ?)) as waiting where turn <= ? order by turn",
                RowState.RECEIVED.name(),
                RowState.PROBING.name(),
                most);
    }

    /** Ids of a partner's submissions with a row in one of these states, oldest first. */
    static List<String> submissions(Connection c, String partner, Set<RowState> states, int most) throws SQLException {
        Stream<Object> arguments = Stream.of(Stream.of(partner), states.stream().map(RowState::name), Stream.of(most))
                .flatMap(s -> s);
        return Sql.list(
                c,
                r -> r.getString("id"),
                "select s.id from submissions s where s.partner = ? and exists (select 1 from submission_rows r"
                        + " where r.submission = s.id and " + among(states.size())
                        + ") order by s.received, s.id limit ?",
                arguments.toArray());
    }

    /** A partner's submissions, newest first, with how many rows are in which state. */
    static List<SubmissionSummary> summaries(Connection c, String partner, int most) throws SQLException {
        Map<String, SubmissionSummary> summaries = new LinkedHashMap<>();
        Sql.list(
                c,
                r -> summaries.merge(r.getString("id"), summary(r), RowTable::together),
                "select s.id, s.name, s.received, r.state, count(*) as amount from (select id, name, received"
                        + " from submissions where partner = ? order by received desc, id limit ?) s"
                        + " join submission_rows r on r.submission = s.id"
                        + " group by s.id, s.name, s.received, r.state order by s.received desc, s.id",
                partner,
                most);
        return List.copyOf(summaries.values());
    }

    private static SubmissionSummary summary(ResultSet r) throws SQLException {
        return new SubmissionSummary(
                r.getString("id"),
                r.getString("name"),
                Sql.instant(r, "received"),
                Map.of(RowState.valueOf(r.getString("state")), r.getInt("amount")));
    }

    private static SubmissionSummary together(SubmissionSummary one, SubmissionSummary other) {
        Map<RowState, Integer> rows = new EnumMap<>(one.rows());
        rows.putAll(other.rows());
        return new SubmissionSummary(one.id(), one.submission(), one.received(), rows);
    }

    private static String among(int states) {
        return "r.state in (" + String.join(", ", Collections.nCopies(states, "?")) + ")";
    }

    /** Oldest first; all of them when no state is named. */
    static List<OnboardingRow> in(Connection c, RowState... states) throws SQLException {
        return Sql.list(c, RowTable::read, SELECT + where(states) + OLDEST_FIRST, names(states));
    }

    /** The first {@code most} of {@link #in}. */
    static List<OnboardingRow> oldest(Connection c, int most, RowState... states) throws SQLException {
        String first = " fetch first " + most + " rows only";
        return Sql.list(c, RowTable::read, SELECT + where(states) + OLDEST_FIRST + first, names(states));
    }

    static int count(Connection c, RowState... states) throws SQLException {
        return Sql.first(
                        c,
                        r -> r.getInt("rows_there"),
                        "select count(*) as rows_there from submission_rows r" + where(states),
                        names(states))
                .orElseThrow();
    }

    static Map<RowState, Integer> tally(Connection c, Optional<String> partner, Optional<String> submission)
            throws SQLException {
        Map<String, String> wanted = new LinkedHashMap<>();
        partner.ifPresent(name -> wanted.put("s.partner = ?", name));
        submission.ifPresent(name -> wanted.put("s.name = ?", name));
        Map<RowState, Integer> tally = new EnumMap<>(RowState.class);
        Sql.list(
                c,
                r -> tally.put(RowState.valueOf(r.getString("state")), r.getInt("amount")),
                "select r.state, count(*) as amount from submission_rows r join submissions s on s.id = r.submission"
                        + (wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted.keySet()))
                        + " group by r.state",
                wanted.values().toArray());
        return tally;
    }

    private static String where(RowState... states) {
        return states.length == 0 ? "" : " where " + among(states.length);
    }

    private static @Nullable Object[] names(RowState... states) {
        return Arrays.stream(states).map(RowState::name).toArray();
    }

    static Optional<OnboardingRow> find(Connection c, String id) throws SQLException {
        return Sql.first(c, RowTable::read, SELECT + " where r.id = ?", id);
    }

    static Optional<RowDetails> details(Connection c, String id) throws SQLException {
        return Sql.first(
                c,
                r -> new RowDetails(
                        read(r),
                        draft(r),
                        r.getString("login") != null,
                        r.getString("submission"),
                        Sql.instant(r, "received"),
                        Optional.ofNullable(r.getString("vendor")),
                        Optional.ofNullable(r.getString("pinned")),
                        AuditTable.about(c, id, r.getString("submission"))),
                COLUMNS + ", r.login, r.submission, r.vendor, r.pinned, s.received" + TABLES + " where r.id = ?",
                id);
    }

    static Optional<Credentials> login(Connection c, Vault vault, String id) throws SQLException {
        return Sql.first(
                c,
                r -> vault.decrypt(NAME, id, r.getString("login")),
                "select login from submission_rows where id = ?",
                id);
    }

    /**
     * Adds a submission's rows; one whose ref is in use becomes a duplicate and its login is not kept.
     *
     * @return ids of earlier rows that are turned down thereby
     */
    static List<String> add(Connection c, Vault vault, String submission, String partner, Rows rows, Instant now)
            throws SQLException {
        Set<String> taken = new HashSet<>(Sql.list(
                c,
                r -> r.getString("ref"),
                "select ref from cameras where partner = ? union all select r.ref from submission_rows r"
                        + " join submissions s on s.id = r.submission where s.partner = ? and r.claim is not null",
                partner,
                partner));
        Set<String> received = new HashSet<>();
        Supplier<String> ids = Ids.rows();
        RowBatch.insert(
                c,
                values -> rows.each(row -> {
                    boolean valid = row.request().isPresent() && row.problem().isEmpty();
                    if (!valid) {
                        values.add(
                                values(vault, ids.get(), submission, row, RowState.INVALID, null, row.problem(), now));
                    } else if (taken.add(row.ref())) {
                        String claim = claim(partner, row.ref());
                        received.add(row.ref());
                        values.add(values(
                                vault, ids.get(), submission, row, RowState.RECEIVED, claim, Optional.empty(), now));
                    } else {
                        values.add(values(
                                vault,
                                ids.get(),
                                submission,
                                row,
                                RowState.DUPLICATE,
                                null,
                                Optional.of(DUPLICATE),
                                now));
                    }
                }));
        return answer(c, partner, received);
    }

    /** Turns down what the partner was asked about and has now submitted again. */
    private static List<String> answer(Connection c, String partner, Set<String> refs) throws SQLException {
        List<OnboardingRow> asked = Sql.list(
                c,
                RowTable::read,
                SELECT + " where s.partner = ? and r.state = ?",
                partner,
                RowState.NEEDS_INFORMATION.name());
        List<String> answered = new ArrayList<>();
        for (OnboardingRow row : asked) {
            if (refs.contains(row.ref()) && advance(c, row, RowState.REJECTED, Optional.of(ANSWERED), null)) {
                answered.add(row.id());
            }
        }
        return answered;
    }

    /** Whether {@code to} claims the ref again that {@code from} had let go. */
    static boolean reclaims(RowState from, RowState to) {
        return CLAIMING.contains(to) && !CLAIMING.contains(from);
    }

    /** Returns false when another thread moved the row meanwhile. */
    static boolean advance(Connection c, OnboardingRow row, RowState to, Optional<Text> reason, @Nullable String camera)
            throws SQLException {
        String wipe = WIPED.contains(to) ? ", login = null" : "";
        return Sql.update(
                        c,
                        "update submission_rows set state = ?, claim = ?, reason_id = ?, reason_en = ?, camera = ?,"
                                + " changed = ?" + wipe + " where id = ? and state = ?",
                        to.name(),
                        CLAIMING.contains(to) ? claim(row.partner(), row.ref()) : null,
                        reason.map(Text::id).orElse(null),
                        reason.map(Text::en).orElse(null),
                        camera,
                        Database.now(),
                        row.id(),
                        row.state().name())
                == 1;
    }

    /** Returns false when another thread moved the row meanwhile. */
    static boolean fix(Connection c, Vault vault, OnboardingRow row, CameraRequest request) throws SQLException {
        return Sql.update(
                        c,
                        "update submission_rows set state = ?, ref = ?, claim = ?, reason_id = null, reason_en = null,"
                                + " name = ?, endpoint = ?, latitude = ?, longitude = ?, scene = ?, public_consent = ?,"
                                + " login = ?, vendor = null, channel = null, pinned = null, serial = null, changed = ?"
                                + " where id = ? and state = ?",
                        RowState.RECEIVED.name(),
                        request.ref(),
                        claim(row.partner(), request.ref()),
                        request.name(),
                        request.endpoint().uri().toString(),
                        request.latitude(),
                        request.longitude(),
                        request.scene().name(),
                        request.publicConsent(),
                        vault.encrypt(NAME, row.id(), request.credentials()),
                        Database.now(),
                        row.id(),
                        row.state().name())
                == 1;
    }

    static boolean recognised(Connection c, String id, Recognition recognition) throws SQLException {
        return Sql.update(
                        c,
                        "update submission_rows set vendor = ?, channel = ?, pinned = ?, serial = ? where id = ?",
                        recognition.vendor(),
                        recognition.channel(),
                        recognition.pinned(),
                        recognition.serial(),
                        id)
                == 1;
    }

    static Optional<Recognition> recognition(Connection c, String id) throws SQLException {
        return Sql.first(
                c,
                RowTable::recognition,
                "select vendor, channel, pinned, serial from submission_rows where id = ? and vendor is not null",
                id);
    }

    static Map<String, Recognition> recognitions(Connection c, RowState... states) throws SQLException {
        Map<String, Recognition> found = new HashMap<>();
        Sql.list(
                c,
                r -> found.put(r.getString("id"), recognition(r)),
                "select r.id, r.vendor, r.channel, r.pinned, r.serial from submission_rows r where r.vendor is not null"
                        + (states.length == 0 ? "" : " and " + among(states.length)),
                names(states));
        return found;
    }

    private static Recognition recognition(ResultSet r) throws SQLException {
        String serial = r.getString("serial");
        return new Recognition(
                r.getString("vendor"), r.getString("channel"), r.getString("pinned"), serial == null ? "" : serial);
    }

    private static String claim(String partner, String ref) {
        return partner + "/" + ref;
    }

    private static @Nullable Object[] values(
            Vault vault,
            String id,
            String submission,
            NewRow row,
            RowState state,
            @Nullable String claim,
            Optional<Text> reason,
            Instant now) {
        CameraDraft camera = row.request().map(CameraDraft::of).orElseGet(row::draft);
        Credentials login = WIPED.contains(state) ? Credentials.NONE : camera.credentials();
        return new @Nullable Object[] {
            id,
            submission,
            row.row(),
            row.ref(),
            state.name(),
            claim,
            reason.map(Text::id).orElse(null),
            reason.map(Text::en).orElse(null),
            camera.name().orElse(null),
            camera.endpoint().map(e -> e.uri().toString()).orElse(null),
            camera.latitude().orElse(null),
            camera.longitude().orElse(null),
            camera.scene().map(Scene::name).orElse(null),
            camera.publicConsent().orElse(null),
            vault.encrypt(NAME, id, login),
            now
        };
    }

    private static OnboardingRow read(ResultSet r) throws SQLException {
        return new OnboardingRow(
                r.getString("id"),
                r.getString("partner"),
                r.getString("submission_name"),
                r.getInt("line"),
                r.getString("ref"),
                RowState.valueOf(r.getString("state")),
                Database.text(r, "reason"),
                draft(r).request(r.getString("ref")),
                Optional.ofNullable(r.getString("camera")),
                Sql.instant(r, "changed"));
    }

    private static CameraDraft draft(ResultSet r) throws SQLException {
        return new CameraDraft(
                Optional.ofNullable(r.getString("name")),
                Optional.ofNullable(r.getString("endpoint")).map(e -> new Endpoint(URI.create(e))),
                Credentials.NONE,
                Optional.ofNullable(r.getObject("latitude", Double.class)),
                Optional.ofNullable(r.getObject("longitude", Double.class)),
                Optional.ofNullable(r.getString("scene")).map(Scene::valueOf),
                Optional.ofNullable(r.getObject("public_consent", Boolean.class)));
    }
}
