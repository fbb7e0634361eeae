package id.pantau.web;

import id.pantau.model.Consideration;
import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.service.Approvals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the city's waiting cameras. */
final class CityApprovals implements Approvals {
    final Map<String, Consideration> known = new ConcurrentHashMap<>();
    private final City city;

    CityApprovals(City city) {
        this.city = city;
    }

    @Override
    public List<Consideration> of(List<OnboardingRow> rows) {
        return rows.stream()
                .map(row -> known.getOrDefault(
                        row.id(), new Consideration(row.id(), Optional.empty(), List.of(), List.of())))
                .toList();
    }

    @Override
    public List<OnboardingRow> waiting(Optional<String> partner, boolean withoutWarnings) {
        return city.rows.stream()
                .filter(row -> row.state() == RowState.WAITING_APPROVAL)
                .filter(row -> partner.isEmpty() || partner.get().equals(row.partner()))
                .filter(row ->
                        !withoutWarnings || of(List.of(row)).get(0).warnings().isEmpty())
                .toList();
    }
}
