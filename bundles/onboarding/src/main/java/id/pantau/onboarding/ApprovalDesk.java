package id.pantau.onboarding;

import id.pantau.model.CameraRequest;
import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.Neighbour.Relation;
import id.pantau.model.OnboardingRow;
import id.pantau.model.PremisesDistance;
import id.pantau.model.RowState;
import id.pantau.model.Warning;
import id.pantau.service.Approvals;
import id.pantau.service.Cameras;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import id.pantau.service.Submissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gathers what there is to be known of waiting cameras. */
@Component(service = Approvals.class)
public final class ApprovalDesk implements Approvals {
    /** Pages ask every few seconds; the registry needs not be gone through for each of them. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Submissions submissions;
    private final Cameras cameras;
    private final Points points;
    private final Partners partners;
    private @Nullable Neighbourhood latest;
    private long latestAt;

    @Activate
    public ApprovalDesk(
            @Reference Submissions submissions,
            @Reference Cameras cameras,
            @Reference Points points,
            @Reference Partners partners) {
        this.submissions = submissions;
        this.cameras = cameras;
        this.points = points;
        this.partners = partners;
    }

    @Override
    public List<Consideration> of(List<OnboardingRow> rows) {
        Neighbourhood around = neighbourhood();
        Map<String, Grounds> grounds = new HashMap<>();
        List<Consideration> considerations = new ArrayList<>();
        for (OnboardingRow row : rows) {
            row.request().ifPresent(asked -> {
                Grounds own = grounds.computeIfAbsent(row.partner(), p -> new Grounds(partners.premises(p)));
                considerations.add(consider(row, asked, own, around));
            });
        }
        return considerations;
    }

    private synchronized Neighbourhood neighbourhood() {
        Neighbourhood known = latest;
        if (known == null || System.nanoTime() - latestAt > FRESH.toNanos()) {
            known = Neighbourhood.of(submissions, cameras, points);
            latest = known;
            latestAt = System.nanoTime();
        }
        return known;
    }

    private static Consideration consider(
            OnboardingRow row, CameraRequest asked, Grounds grounds, Neighbourhood around) {
        Optional<PremisesDistance> premises = grounds.nearest(asked.latitude(), asked.longitude());
        List<Neighbour> neighbours = around.of(row);
        List<Warning> warnings = new ArrayList<>();
        if (premises.filter(p -> !p.inside()).isPresent()) {
            warnings.add(Warning.OUTSIDE_PREMISES);
        }
        if (neighbours.stream().anyMatch(n -> n.relation() == Relation.SAME_CAMERA)) {
            warnings.add(Warning.SAME_CAMERA);
        }
        return new Consideration(row.id(), premises, neighbours, warnings);
    }

    @Override
    public List<OnboardingRow> waiting(Optional<String> partner, boolean withoutWarnings) {
        List<OnboardingRow> rows = submissions.rows(RowState.WAITING_APPROVAL).stream()
                .filter(row -> partner.isEmpty() || partner.get().equals(row.partner()))
                .toList();
        if (!withoutWarnings) {
            return rows;
        }
        Set<String> clear = of(rows).stream()
                .filter(c -> c.warnings().isEmpty())
                .map(Consideration::row)
                .collect(Collectors.toSet());
        return rows.stream().filter(row -> clear.contains(row.id())).toList();
    }
}
