package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.SubmissionSummary;
import id.pantau.model.Text;
import id.pantau.service.SubmissionConflictException;
import id.pantau.service.Submissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The submissions in the database. */
@Component(immediate = true)
public final class SqlSubmissions implements Submissions {
    private static final Logger LOG = LoggerFactory.getLogger(SqlSubmissions.class);

    /** How often two doors may collide on names and refs before one gives up. */
    private static final int ATTEMPTS = 10;

    private final Database database;
    private final CameraListeners listeners;
    private final SubmissionListeners told;

    /** A receipt, whether it is new, and the rows that what came has answered. */
    private record Accepted(Receipt receipt, boolean fresh, List<String> answered) {}

    private record Kept(String id, String contentHash, Instant received) {}

    @Activate
    public SqlSubmissions(
            @Reference Database database, @Reference CameraListeners listeners, @Reference SubmissionListeners told) {
        this.database = database;
        this.listeners = listeners;
        this.told = told;
    }

    @Override
    public Receipt accept(String partner, String submission, String contentHash, Rows rows, Actor who)
            throws SubmissionConflictException {
        for (int attempt = 1; ; attempt++) {
            try {
                Accepted accepted =
                        database.transactions().change(c -> acceptOnce(c, partner, submission, contentHash, rows, who));
                tell(accepted);
                return accepted.receipt();
            } catch (KeyTakenException e) {
                // The other door was faster: what it kept is found now.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Accepted acceptOnce(
            Connection c, String partner, String submission, String contentHash, Rows rows, Actor who)
            throws SQLException, SubmissionConflictException {
        if (!PartnerTable.exists(c, partner)) {
            throw new NoSuchElementException("no partner " + partner);
        }
        Optional<Kept> earlier = Sql.first(
                c,
                SqlSubmissions::read,
                "select id, content_hash, received from submissions where partner = ? and name = ?",
                partner,
                submission);
        if (earlier.isPresent() && !earlier.get().contentHash().equals(contentHash)) {
            throw new SubmissionConflictException(submission);
        }
        Kept kept = earlier.orElseGet(() -> new Kept(Ids.receipt(), contentHash, Database.now()));
        List<String> answered = List.of();
        if (earlier.isEmpty()) {
            Sql.update(
                    c,
                    "insert into submissions (id, partner, name, content_hash, received) values (?, ?, ?, ?, ?)",
                    kept.id(),
                    partner,
                    submission,
                    contentHash,
                    kept.received());
            answered = RowTable.add(c, database.vault(), kept.id(), partner, rows, kept.received());
            AuditTable.append(c, who, "onboarding:submit", kept.id(), "");
        }
        return new Accepted(
                RowTable.receipt(c, kept.id(), partner, submission, kept.received()), earlier.isEmpty(), answered);
    }

    private void tell(Accepted accepted) {
        accepted.answered().forEach(this::tell);
        if (accepted.fresh()) {
            Receipt receipt = accepted.receipt();
            told.tell(new RowTable.Place(receipt.partner(), receipt.id()));
        }
    }

    @Override
    public Optional<Receipt> receipt(String partner, String receiptId) {
        return database.transactions()
                .snapshot(c -> Sql.first(
                        c,
                        r -> RowTable.receipt(c, receiptId, partner, r.getString("name"), Sql.instant(r, "received")),
                        "select name, received from submissions where id = ? and partner = ?",
                        receiptId,
                        partner));
    }

    @Override
    public List<String> receipts(String partner, Set<RowState> states, int most) {
        return database.transactions().read(c -> RowTable.submissions(c, partner, states, most));
    }

    @Override
    public List<SubmissionSummary> summaries(String partner, int most) {
        return database.transactions().read(c -> RowTable.summaries(c, partner, most));
    }

    @Override
    public List<OnboardingRow> rows(RowState... states) {
        return database.transactions().read(c -> RowTable.in(c, states));
    }

    @Override
    public List<OnboardingRow> oldest(int most, RowState... states) {
        return database.transactions().read(c -> RowTable.oldest(c, most, states));
    }

    @Override
    public int count(RowState... states) {
        return database.transactions().read(c -> RowTable.count(c, states));
    }

    @Override
    public Map<RowState, Integer> tally(Optional<String> partner, Optional<String> submission) {
        return database.transactions().read(c -> RowTable.tally(c, partner, submission));
    }

    @Override
    public List<Pending> pending(int most) {
        return database.transactions().read(c -> RowTable.pending(c, most));
    }

    @Override
    public Optional<OnboardingRow> row(String id) {
        return database.transactions().read(c -> RowTable.find(c, id));
    }

    @Override
    public Optional<RowDetails> details(String id) {
        return database.transactions().read(c -> RowTable.details(c, id));
    }

    @Override
    public Credentials credentials(String rowId) {
        return database.transactions()
                .read(c -> RowTable.login(c, database.vault(), rowId))
                .orElseThrow(() -> missing(rowId));
    }

    @Override
    public boolean advance(String rowId, RowState from, RowState to, Optional<Text> reason, Actor who, String why) {
        if (to == RowState.REGISTERED) {
            throw new IllegalArgumentException("a row becomes registered with its camera, by register");
        }
        try {
            boolean moved = database.transactions().change(c -> advance(c, rowId, from, to, reason, who, why));
            return moved && tell(rowId);
        } catch (KeyTakenException e) {
            throw new IllegalStateException("another row with the ref of row " + rowId + " is waiting", e);
        }
    }

    private static boolean advance(
            Connection c, String rowId, RowState from, RowState to, Optional<Text> reason, Actor who, String why)
            throws SQLException {
        Optional<OnboardingRow> found = RowTable.find(c, rowId).filter(row -> row.state() == from);
        if (found.isEmpty()) {
            return false;
        }
        OnboardingRow row = found.get();
        if (RowTable.reclaims(from, to) && CameraTable.refTaken(c, row.partner(), row.ref())) {
            throw new IllegalStateException("a camera with the ref of row " + rowId + " is registered");
        }
        if (!RowTable.advance(c, row, to, reason, row.camera().orElse(null))) {
            return false;
        }
        if (!who.name().startsWith("system:")) {
            AuditTable.append(c, who, "onboarding:" + verb(to), rowId, why);
        }
        return true;
    }

    @Override
    public boolean fix(String rowId, RowState from, CameraRequest request, Actor who, String why) {
        try {
            boolean fixed = database.transactions().change(c -> fixOnce(c, rowId, from, request, who, why));
            return fixed && tell(rowId);
        } catch (KeyTakenException e) {
            throw new IllegalStateException("another row with the ref of row " + rowId + " is waiting", e);
        }
    }

    private boolean fixOnce(Connection c, String rowId, RowState from, CameraRequest request, Actor who, String why)
            throws SQLException {
        Optional<OnboardingRow> row = RowTable.find(c, rowId).filter(r -> r.state() == from);
        if (row.isEmpty()) {
            return false;
        }
        if (CameraTable.refTaken(c, row.get().partner(), request.ref())) {
            throw new IllegalStateException("a camera with the ref of row " + rowId + " is registered");
        }
        if (!RowTable.fix(c, database.vault(), row.get(), request)) {
            return false;
        }
        AuditTable.append(c, who, "onboarding:retry", rowId, why);
        return true;
    }

    @Override
    public Camera register(String rowId, Camera camera, Optional<Point> newPoint, Actor who, String why) {
        Camera added;
        try {
            added = database.transactions().change(c -> registerOnce(c, rowId, camera, newPoint, who, why));
        } catch (KeyTakenException e) {
            throw new IllegalStateException("the ref " + camera.ref() + " or the camera's new point is taken", e);
        } finally {
            database.points().changed();
            database.cameras().changed();
        }
        listeners.tell(added.id(), database.cameras());
        tell(rowId);
        return added;
    }

    private Camera registerOnce(
            Connection c, String rowId, Camera camera, Optional<Point> newPoint, Actor who, String why)
            throws SQLException {
        OnboardingRow row = RowTable.find(c, rowId).orElseThrow(() -> missing(rowId));
        Credentials login = RowTable.login(c, database.vault(), rowId).orElse(Credentials.NONE);
        if (row.state() != RowState.WAITING_APPROVAL) {
            throw notWaiting(rowId);
        }
        if (newPoint.isPresent()) {
            PointTable.add(c, newPoint.get(), who, why);
        }
        Camera added = CameraTable.add(c, database.vault(), camera, login, who, why);
        if (!RowTable.advance(c, row, RowState.REGISTERED, Optional.empty(), added.id())) {
            throw notWaiting(rowId);
        }
        AuditTable.append(c, who, "onboarding:approve", rowId, why);
        return added;
    }

    @Override
    public void recognised(String rowId, Recognition recognition) {
        if (!database.transactions().change(c -> RowTable.recognised(c, rowId, recognition))) {
            throw missing(rowId);
        }
    }

    @Override
    public Optional<Recognition> recognition(String rowId) {
        return database.transactions().read(c -> RowTable.recognition(c, rowId));
    }

    @Override
    public Map<String, Recognition> recognitions(RowState... states) {
        return database.transactions().read(c -> RowTable.recognitions(c, states));
    }

    /** Whose receipt says something else now. What is done stays done, even if nobody can be told. */
    private boolean tell(String rowId) {
        try {
            database.transactions().read(c -> RowTable.place(c, rowId)).ifPresent(told::tell);
        } catch (RuntimeException e) {
            LOG.warn("Nobody could be told that row {} has changed", rowId, e);
        }
        return true;
    }

    private static Kept read(ResultSet r) throws SQLException {
        return new Kept(r.getString("id"), r.getString("content_hash"), Sql.instant(r, "received"));
    }

    /** What a person does who moves a row to that state. */
    private static String verb(RowState to) {
        return switch (to) {
            case REJECTED -> "reject";
            case NEEDS_INFORMATION -> "ask";
            case DROPPED -> "drop";
            case RECEIVED, PROBING -> "retry";
            default -> to.code();
        };
    }

    private static IllegalStateException notWaiting(String rowId) {
        return new IllegalStateException("row " + rowId + " is not waiting for approval");
    }

    private static NoSuchElementException missing(String rowId) {
        return new NoSuchElementException("no onboarding row " + rowId);
    }
}
