package id.pantau.onboarding;

import id.pantau.model.CameraRequest;
import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.Neighbour.Relation;
import id.pantau.model.OnboardingRow;
import id.pantau.model.PremisesDistance;
import id.pantau.model.Preview;
import id.pantau.model.RowState;
import id.pantau.model.Warning;
import id.pantau.onboarding.Gallery.Hung;
import id.pantau.service.Approvals;
import id.pantau.service.Cameras;
import id.pantau.service.Partners;
import id.pantau.service.PictureReader;
import id.pantau.service.Points;
import id.pantau.service.Snapshot;
import id.pantau.service.Snapshots;
import id.pantau.service.Stills;
import id.pantau.service.Submissions;
import id.pantau.service.Views;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Gathers what there is to be known of waiting cameras. */
@Component(immediate = true, service = Approvals.class, configurationPid = "id.pantau.onboarding")
public final class ApprovalDesk implements Approvals {
    /** Pages ask every few seconds; the registry needs not be gone through for each of them. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Submissions submissions;
    private final Registry registry;
    private final Gallery gallery;
    private final Previewer previewer;
    private volatile Networks networks;
    private @Nullable Neighbourhood latest;
    private long latestAt;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Stills stills;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PictureReader reader;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Snapshots snapshots;

    @Activate
    public ApprovalDesk(
            BundleContext bundles,
            OnboardingConfig config,
            @Reference Submissions submissions,
            @Reference Cameras cameras,
            @Reference Points points,
            @Reference Partners partners,
            @Reference Views views,
            @Reference LoginGuard logins)
            throws IOException {
        this(
                new Registry(submissions, cameras, points, partners, views),
                Settings.of(config).networks(),
                new Gallery(data(bundles)),
                logins,
                Clock.systemUTC());
        previewer.start();
    }

    ApprovalDesk(Registry registry, Networks networks, Gallery gallery, LoginGuard logins, Clock clock) {
        this.registry = registry;
        this.submissions = registry.submissions();
        this.networks = networks;
        this.gallery = gallery;
        this.previewer = new Previewer(gallery, submissions, () -> this.networks, logins, new Equipment(), clock);
    }

    /** What is known. */
    record Registry(Submissions submissions, Cameras cameras, Points points, Partners partners, Views views) {}

    /** Wiped with the container's caches: pictures of what still waits are taken again. */
    private static Path data(BundleContext bundles) {
        File data = bundles.getDataFile("previews");
        if (data == null) {
            throw new IllegalStateException("this framework gives bundles no folder");
        }
        return data.toPath();
    }

    @Modified
    void change(OnboardingConfig config) {
        networks = Settings.of(config).networks();
    }

    @Deactivate
    void stop() {
        previewer.close();
    }

    Previewer previewer() {
        return previewer;
    }

    /** What is there of it now. */
    private final class Equipment implements Previewer.Studio {
        @Override
        public @Nullable Stills stills() {
            return stills;
        }

        @Override
        public @Nullable PictureReader reader() {
            return reader;
        }

        @Override
        public Map<String, Snapshot> others(OnboardingRow row) {
            Map<String, Snapshot> others = new LinkedHashMap<>();
            neighbourhood().of(row).stream()
                    .limit(PictureReader.MOST_OTHERS)
                    .forEach(other -> shown(other).ifPresent(picture -> others.put(other.id(), picture)));
            return others;
        }

        private Optional<Snapshot> shown(Neighbour other) {
            if (!other.registered()) {
                return picture(other.id());
            }
            Snapshots decoded = snapshots;
            return registry.views()
                    .reference(other.id())
                    .or(() -> decoded == null ? Optional.empty() : decoded.newest(other.id()));
        }
    }

    @Override
    public List<Consideration> of(List<OnboardingRow> rows) {
        Neighbourhood around = neighbourhood();
        Map<String, Grounds> grounds = new HashMap<>();
        List<Consideration> considerations = new ArrayList<>();
        for (OnboardingRow row : rows) {
            row.request().ifPresent(asked -> {
                Grounds own = grounds.computeIfAbsent(
                        row.partner(), p -> new Grounds(registry.partners().premises(p)));
                considerations.add(consider(row, asked, own, around));
            });
        }
        return considerations;
    }

    private synchronized Neighbourhood neighbourhood() {
        Neighbourhood known = latest;
        if (known == null || System.nanoTime() - latestAt > FRESH.toNanos()) {
            known = Neighbourhood.of(submissions, registry.cameras(), registry.points());
            latest = known;
            latestAt = System.nanoTime();
        }
        return known;
    }

    private Consideration consider(OnboardingRow row, CameraRequest asked, Grounds grounds, Neighbourhood around) {
        Preview preview = preview(row);
        Optional<PremisesDistance> premises = grounds.nearest(asked.latitude(), asked.longitude());
        List<Neighbour> neighbours = around.of(row).stream()
                .map(other -> showsTheSame(row, other) ? other.withSameView() : other)
                .toList();
        List<Warning> warnings = new ArrayList<>();
        if (premises.filter(p -> !p.inside()).isPresent()) {
            warnings.add(Warning.OUTSIDE_PREMISES);
        }
        if (neighbours.stream().anyMatch(n -> n.relation() == Relation.SAME_CAMERA)) {
            warnings.add(Warning.SAME_CAMERA);
        }
        if (neighbours.stream().anyMatch(Neighbour::sameView)) {
            warnings.add(Warning.SAME_VIEW);
        }
        if (preview.guess().filter(guess -> guess.contradicts(asked.scene())).isPresent()) {
            warnings.add(Warning.OTHER_SCENE);
        }
        if (preview.takenAt().isEmpty()) {
            warnings.add(Warning.NO_PICTURE);
        }
        return new Consideration(row.id(), preview, premises, neighbours, warnings);
    }

    private Preview preview(OnboardingRow row) {
        return previewer
                .current(row)
                .map(Hung::preview)
                .orElseGet(() -> previewer.obstacle().map(Preview::failed).orElse(Preview.NONE));
    }

    /** Whichever of the two was taken later was compared with the other. */
    private boolean showsTheSame(OnboardingRow row, Neighbour other) {
        return previewer
                        .current(row)
                        .filter(h -> h.sameView().contains(other.id()))
                        .isPresent()
                || gallery.find(other.id())
                        .filter(h -> h.sameView().contains(row.id()))
                        .isPresent();
    }

    @Override
    public Optional<Snapshot> picture(String row) {
        try {
            return gallery.picture(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void pictureAgain(String id) {
        OnboardingRow row =
                submissions.row(id).orElseThrow(() -> new NoSuchElementException("there is no row '" + id + "'"));
        if (row.state() != RowState.WAITING_APPROVAL) {
            throw new IllegalStateException("row " + id + " is not waiting for approval");
        }
        try {
            gallery.remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
