package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.model.Camera;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the city's partners submitted. */
final class CityOnboarding implements Onboarding {
    private final City city;

    CityOnboarding(City city) {
        this.city = city;
    }

    @Override
    public Receipt submit(String partner, String contentType, String name, byte[] body)
            throws SubmissionRefusedException {
        city.submitted.add(body);
        if (city.refusal.isPresent()) {
            throw city.refusal.get();
        }
        return new Receipt("r1", partner, name.isEmpty() ? "2026-11-a" : name, City.NOON, city.rows);
    }

    @Override
    public Optional<Receipt> receipt(String partner, String receiptId) {
        return receiptId.equals("r1") && partner.equals("bank-anu")
                ? Optional.of(
                        city.counts.isEmpty()
                                ? new Receipt("r1", partner, "2026-11-a", City.NOON, city.rows)
                                : new Receipt("r1", partner, "2026-11-a", City.NOON, city.rows, city.counts))
                : Optional.empty();
    }

    @Override
    public List<OnboardingRow> oldest(int most, RowState... states) {
        return inStates(states).limit(most).toList();
    }

    @Override
    public int count(RowState... states) {
        return (int) inStates(states).count();
    }

    private Stream<OnboardingRow> inStates(RowState... states) {
        List<RowState> wanted = List.of(states);
        return city.rows.stream().filter(row -> wanted.isEmpty() || wanted.contains(row.state()));
    }

    @Override
    public Camera approve(String rowId, Actor who, String why) {
        OnboardingRow row = decide(rowId, RowState.REGISTERED);
        city.audited.add(new AuditEntry(City.NOON, who.name(), "onboarding:approve", rowId, why));
        return city.camera(77, "simpang-kuda", row.request().orElseThrow().name());
    }

    @Override
    public void reject(String rowId, Actor who, String why) {
        decide(rowId, RowState.REJECTED);
        city.audited.add(new AuditEntry(City.NOON, who.name(), "onboarding:reject", rowId, why));
    }

    @Override
    public void ask(String rowId, Actor who, String question) {
        decide(rowId, RowState.NEEDS_INFORMATION);
        city.audited.add(new AuditEntry(City.NOON, who.name(), "onboarding:ask", rowId, question));
    }

    @Override
    public Optional<RowDetails> details(String rowId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retry(String rowId, Actor who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retry(String rowId, Map<String, String> fields, Actor who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drop(String rowId, Actor who, String why) {
        decide(rowId, RowState.DROPPED);
        city.audited.add(new AuditEntry(City.NOON, who.name(), "onboarding:drop", rowId, why));
    }

    private OnboardingRow decide(String rowId, RowState to) {
        OnboardingRow row =
                city.rows.stream().filter(r -> r.id().equals(rowId)).findFirst().orElseThrow();
        if (row.state() != RowState.WAITING_APPROVAL) {
            throw new IllegalStateException("not waiting");
        }
        city.rows.set(
                city.rows.indexOf(row),
                new OnboardingRow(
                        row.id(),
                        row.partner(),
                        row.submission(),
                        row.row(),
                        row.ref(),
                        to,
                        row.reason(),
                        row.request(),
                        row.camera(),
                        City.NOON));
        return row;
    }
}
