package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraDraft;
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
import id.pantau.service.SubmissionListener;
import id.pantau.service.Submissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Submissions as their contract says, in memory. */
final class MemorySubmissions implements Submissions {
    private static final Set<RowState> CLAIMING =
            EnumSet.of(RowState.RECEIVED, RowState.PROBING, RowState.WAITING_APPROVAL);
    private static final Set<RowState> WIPED =
            EnumSet.of(RowState.REGISTERED, RowState.REJECTED, RowState.DUPLICATE, RowState.DROPPED);

    final Map<String, OnboardingRow> rows = new LinkedHashMap<>();
    final List<SubmissionListener> listeners = new CopyOnWriteArrayList<>();
    final List<String> fixes = new ArrayList<>();
    final Map<String, String> hashes = new LinkedHashMap<>();
    private final Map<String, Receipt> submissions = new LinkedHashMap<>();
    private final Map<String, Credentials> logins = new LinkedHashMap<>();
    private final Map<String, CameraDraft> drafts = new LinkedHashMap<>();
    private final Map<String, Recognition> recognitions = new LinkedHashMap<>();
    private final MemoryCity city;

    MemorySubmissions(MemoryCity city) {
        this.city = city;
    }

    @Override
    public synchronized Receipt accept(String partner, String submission, String contentHash, Rows newRows, Actor who)
            throws SubmissionConflictException {
        String key = partner + "/" + submission;
        if (submissions.containsKey(key)) {
            if (!hashes.get(key).equals(contentHash)) {
                throw new SubmissionConflictException(submission);
            }
            return current(submissions.get(key));
        }
        List<OnboardingRow> added = new ArrayList<>();
        newRows.each(row -> added.add(add(partner, submission, row)));
        hashes.put(key, contentHash);
        Receipt receipt = new Receipt("receipt-" + submissions.size(), partner, submission, Instant.now(), added);
        submissions.put(key, receipt);
        listeners.forEach(l -> l.changed(partner, receipt.id()));
        return receipt;
    }

    private OnboardingRow add(String partner, String submission, NewRow row) {
        boolean valid = row.request().isPresent() && row.problem().isEmpty();
        RowState state =
                !valid ? RowState.INVALID : refTaken(partner, row.ref()) ? RowState.DUPLICATE : RowState.RECEIVED;
        Optional<CameraRequest> request = row.request().filter(r -> valid);
        OnboardingRow kept = new OnboardingRow(
                "row-" + rows.size(),
                partner,
                submission,
                row.row(),
                row.ref(),
                state,
                row.problem(),
                request.map(MemorySubmissions::withoutLogin),
                Optional.empty(),
                Instant.now());
        rows.put(kept.id(), kept);
        CameraDraft draft = row.request().map(CameraDraft::of).orElseGet(row::draft);
        drafts.put(kept.id(), draft);
        logins.put(kept.id(), draft.credentials());
        return kept;
    }

    private static CameraRequest withoutLogin(CameraRequest r) {
        return new CameraRequest(
                r.ref(),
                r.name(),
                r.endpoint(),
                Credentials.NONE,
                r.latitude(),
                r.longitude(),
                r.scene(),
                r.publicConsent());
    }

    private boolean refTaken(String partner, String ref) {
        return city.cameras.values().stream()
                        .anyMatch(c -> c.partner().equals(partner) && c.ref().equals(ref))
                || rows.values().stream()
                        .anyMatch(r ->
                                r.partner().equals(partner) && r.ref().equals(ref) && CLAIMING.contains(r.state()));
    }

    private Receipt current(Receipt receipt) {
        List<OnboardingRow> now =
                receipt.rows().stream().map(r -> rows.get(r.id())).toList();
        return new Receipt(receipt.id(), receipt.partner(), receipt.submission(), receipt.received(), now);
    }

    @Override
    public synchronized Optional<Receipt> receipt(String partner, String receiptId) {
        return submissions.values().stream()
                .filter(r -> r.partner().equals(partner) && r.id().equals(receiptId))
                .findFirst()
                .map(this::current);
    }

    @Override
    public synchronized List<String> receipts(String partner, Set<RowState> states, int most) {
        return submissions.values().stream()
                .map(this::current)
                .filter(r -> r.partner().equals(partner)
                        && r.rows().stream().map(OnboardingRow::state).anyMatch(states::contains))
                .map(Receipt::id)
                .limit(most)
                .toList();
    }

    @Override
    public List<SubmissionSummary> summaries(String partner, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized List<OnboardingRow> rows(RowState... states) {
        List<RowState> wanted = List.of(states);
        return rows.values().stream()
                .filter(r -> wanted.isEmpty() || wanted.contains(r.state()))
                .toList();
    }

    @Override
    public List<OnboardingRow> oldest(int most, RowState... states) {
        return rows(states).stream().limit(most).toList();
    }

    @Override
    public int count(RowState... states) {
        return rows(states).size();
    }

    @Override
    public Map<RowState, Integer> tally(Optional<String> partner, Optional<String> submission) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized List<Pending> pending(int most) {
        return rows(RowState.RECEIVED, RowState.PROBING).stream()
                .map(r -> new Pending(r.partner(), r.id()))
                .toList();
    }

    @Override
    public synchronized Optional<OnboardingRow> row(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Optional<RowDetails> details(String id) {
        return row(id).map(row -> new RowDetails(
                row,
                drafts.get(id),
                !logins.get(id).isNone(),
                "receipt",
                row.changed(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }

    @Override
    public synchronized boolean fix(String rowId, RowState from, CameraRequest request, Actor who, String why) {
        OnboardingRow row = rows.get(rowId);
        if (row == null || row.state() != from) {
            return false;
        }
        if (refTaken(row.partner(), request.ref())) {
            throw new IllegalStateException("ref taken");
        }
        rows.put(
                rowId,
                new OnboardingRow(
                        rowId,
                        row.partner(),
                        row.submission(),
                        row.row(),
                        request.ref(),
                        RowState.RECEIVED,
                        Optional.empty(),
                        Optional.of(withoutLogin(request)),
                        Optional.empty(),
                        Instant.now()));
        fixes.add(why);
        told(row);
        drafts.put(rowId, CameraDraft.of(request));
        logins.put(rowId, request.credentials());
        return true;
    }

    @Override
    public synchronized Credentials credentials(String rowId) {
        if (!rows.containsKey(rowId)) {
            throw new NoSuchElementException(rowId);
        }
        return logins.get(rowId);
    }

    @Override
    public synchronized boolean advance(
            String rowId, RowState from, RowState to, Optional<Text> reason, Actor who, String why) {
        OnboardingRow row = rows.get(rowId);
        if (row == null || row.state() != from) {
            return false;
        }
        if (CLAIMING.contains(to) && !CLAIMING.contains(from) && refTaken(row.partner(), row.ref())) {
            throw new IllegalStateException("ref taken");
        }
        put(row, to, reason, row.camera(), Instant.now());
        return true;
    }

    void put(OnboardingRow r, RowState to, Optional<Text> reason, Optional<String> camera, Instant changed) {
        rows.put(
                r.id(),
                new OnboardingRow(
                        r.id(),
                        r.partner(),
                        r.submission(),
                        r.row(),
                        r.ref(),
                        to,
                        reason,
                        r.request(),
                        camera,
                        changed));
        if (WIPED.contains(to)) {
            logins.put(r.id(), Credentials.NONE);
        }
        told(r);
    }

    private void told(OnboardingRow row) {
        Receipt receipt = submissions.get(row.partner() + "/" + row.submission());
        if (receipt != null) {
            listeners.forEach(l -> l.changed(row.partner(), receipt.id()));
        }
    }

    @Override
    public synchronized Camera register(String rowId, Camera camera, Optional<Point> newPoint, Actor who, String why) {
        OnboardingRow row = rows.get(rowId);
        if (row.state() != RowState.WAITING_APPROVAL) {
            throw new IllegalStateException("not waiting");
        }
        newPoint.ifPresent(p -> city.add(p, who));
        Camera added = city.add(camera, logins.get(rowId), who, why);
        put(row, RowState.REGISTERED, Optional.empty(), Optional.of(added.id()), Instant.now());
        return added;
    }

    @Override
    public synchronized void recognised(String rowId, Recognition recognition) {
        recognitions.put(rowId, recognition);
    }

    @Override
    public synchronized Map<String, Recognition> recognitions(RowState... states) {
        Map<String, Recognition> found = new LinkedHashMap<>();
        rows(states).forEach(r -> recognition(r.id()).ifPresent(known -> found.put(r.id(), known)));
        return found;
    }

    @Override
    public synchronized Optional<Recognition> recognition(String rowId) {
        return Optional.ofNullable(recognitions.get(rowId));
    }
}
