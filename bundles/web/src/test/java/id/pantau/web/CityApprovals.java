package id.pantau.web;

import id.pantau.model.Consideration;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Preview;
import id.pantau.model.RowState;
import id.pantau.service.Approvals;
import id.pantau.service.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the city's waiting cameras. */
final class CityApprovals implements Approvals {
    final Map<String, Consideration> known = new ConcurrentHashMap<>();
    final Map<String, Snapshot> pictures = new ConcurrentHashMap<>();
    private final City city;

    CityApprovals(City city) {
        this.city = city;
    }

    @Override
    public List<Consideration> of(List<OnboardingRow> rows) {
        return rows.stream()
                .map(row -> known.getOrDefault(
                        row.id(), new Consideration(row.id(), Preview.NONE, Optional.empty(), List.of(), List.of())))
                .toList();
    }

    @Override
    public Optional<Snapshot> picture(String row) {
        return Optional.ofNullable(pictures.get(row));
    }

    @Override
    public void pictureAgain(String row) {
        pictures.remove(row);
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
