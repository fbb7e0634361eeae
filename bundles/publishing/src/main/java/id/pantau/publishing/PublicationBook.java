package id.pantau.publishing;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Rendition;
import id.pantau.model.Text;
import id.pantau.model.View;
import id.pantau.service.Cameras;
import id.pantau.service.Fact;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.PublicationStore;
import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Load;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people decided to show, and what of it is shown. A person's decision is stored; what the policies make of it is
 * computed, and at the start nothing is shown until they have been asked. Thread-safe; policies are asked outside the
 * lock, and an answer that was overtaken by a change is void.
 */
final class PublicationBook {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationBook.class);
    private static final Text UNDECIDED =
            new Text("Menunggu keputusan kebijakan.", "The policies have not decided yet.");
    private static final Text NOTHING_TO_CONFIRM = new Text(
            "Kamera ini tidak ditarik karena pandangannya berubah; setujui pandangannya saja dengan camera:reference.",
            "There is nothing to confirm: the camera is not withdrawn for its view (camera:reference approves one alone).");

    private final Cameras cameras;
    private final PublicationStore store;
    private final PolicyPanel panel;
    private final Views views;
    private final ViewGate gate;
    private final BiFunction<String, Instant, Optional<Text>> unshared;
    private final BiFunction<String, Collection<String>, Load> load;
    private final Predicate<String> lesser;
    private final Clock clock;
    private final Consumer<Fact> facts;

    private final AtomicLong changes = new AtomicLong();
    private final Map<String, Publication> shown = new ConcurrentHashMap<>();
    /** The best rendition that the policies' obligations leave the public, for each camera that was allowed. */
    private final Map<String, Rendition> best = new ConcurrentHashMap<>();
    /** What the current decision rests on, for each camera that people want shown; empty before the first decision. */
    private final Map<String, Optional<Verdict.Basis>> wanted = new HashMap<>();

    /**
     * @param unshared why a camera's owner does not share it with the public at a moment; asked at every question
     * @param load how the uplink stands for a camera, beside those that are public already
     * @param lesser whether a camera has a lesser stream to show than its main one
     */
    PublicationBook(
            Cameras cameras,
            PublicationStore store,
            PolicyPanel panel,
            Views views,
            BiFunction<String, Instant, Optional<Text>> unshared,
            BiFunction<String, Collection<String>, Load> load,
            Predicate<String> lesser,
            Clock clock,
            Consumer<Fact> facts) {
        this.cameras = cameras;
        this.store = store;
        this.panel = panel;
        this.views = views;
        this.gate = new ViewGate(views);
        this.unshared = unshared;
        this.load = load;
        this.lesser = lesser;
        this.clock = clock;
        this.facts = facts;
        for (Publication stored : store.all()) {
            if (stored.isPublic()) {
                wanted.put(stored.camera(), Optional.empty());
                shown.put(stored.camera(), withdrawn(stored.camera(), Reason.POLICY, UNDECIDED));
            } else {
                shown.put(stored.camera(), stored);
            }
        }
    }

    Publication of(String camera) {
        Publication known = known(camera);
        return known.isPublic()
                ? gate.shutSince(camera)
                        .map(since -> withdrawnForView(camera, since))
                        .or(() -> unshared(camera))
                        .orElse(known)
                : known;
    }

    /** How a camera stands that its owner does not share now. */
    private Optional<Publication> unshared(String camera) {
        return unshared.apply(camera, clock.instant()).map(why -> withdrawn(camera, Reason.AGREEMENT_ENDED, why));
    }

    private Publication known(String camera) {
        return shown.getOrDefault(camera, Publication.none(camera));
    }

    Rendition best(String camera) {
        return best.getOrDefault(camera, Rendition.FIRST);
    }

    List<Publication> all() {
        return shown.keySet().stream()
                .map(this::of)
                .filter(publication -> publication.stand() != Stand.PRIVATE)
                .sorted(Comparator.comparing(Publication::camera))
                .toList();
    }

    /** Voids every answer that is on its way: a policy, a rule or a camera changed. */
    void changed() {
        changes.incrementAndGet();
    }

    /** Asks the policies about a camera. */
    Verdict judge(String id) {
        long before = changes.get();
        Camera camera = cameras.find(id).orElseThrow(() -> new NoSuchElementException("no camera " + id));
        return judge(camera, before);
    }

    private Verdict judge(Camera camera, long before) {
        Verdict.Basis basis = Verdict.Basis.of(camera);
        PolicyPanel.Absence absence = panel.absence();
        return new Verdict(before, basis, panel.ask(request(basis)), lesser.test(camera.id()), absence);
    }

    private PublicationRequest request(Verdict.Basis basis) {
        List<String> others = new ArrayList<>(wanted());
        boolean running = others.remove(basis.camera());
        return basis.at(clock.instant(), running, load.apply(basis.camera(), others));
    }

    /**
     * Publishes a camera on a verdict.
     *
     * @return false when the verdict is void and the policies are to be asked again
     * @throws PublicationRefusedException when the verdict is no
     */
    synchronized boolean publish(Verdict verdict, Actor who, String why) throws PublicationRefusedException {
        if (verdict.changes() != changes.get()) {
            return false;
        }
        requireAllowed(verdict);
        String camera = verdict.basis().camera();
        gate.requireUnchanged(camera, wanted.containsKey(camera) || isWithdrawnForView(of(camera)));
        keep(verdict, who, why);
        return true;
    }

    /**
     * Approves what a camera that was withdrawn for its view shows, and publishes it on a verdict.
     *
     * @param picture what {@code who} saw of it
     * @return false when the verdict is void and the policies are to be asked again; then nothing is approved
     * @throws PublicationRefusedException when the verdict is no, the camera awaits no such word, or the picture is too old
     */
    synchronized boolean confirm(Verdict verdict, Snapshot picture, Actor who, String why)
            throws PublicationRefusedException {
        if (verdict.changes() != changes.get()) {
            return false;
        }
        String camera = verdict.basis().camera();
        if (!isWithdrawnForView(of(camera))) {
            throw new PublicationRefusedException(NOTHING_TO_CONFIRM, "");
        }
        requireAllowed(verdict);
        gate.requireCurrent(camera, picture, clock.instant().minus(Publications.CURRENT));
        views.approve(camera, picture, who, why);
        gate.requireUnchanged(camera, true);
        keep(verdict, who, why);
        return true;
    }

    private void requireAllowed(Verdict verdict) throws PublicationRefusedException {
        if (verdict.combined() instanceof Decision.Deny denial) {
            throw new PublicationRefusedException(denial.reason(), denial.article());
        }
        Optional<Text> obstacle = unshared.apply(verdict.basis().camera(), clock.instant());
        if (obstacle.isPresent()) {
            throw new PublicationRefusedException(obstacle.get(), "");
        }
    }

    private void keep(Verdict verdict, Actor who, String why) {
        String camera = verdict.basis().camera();
        Publication now = asPublic(camera);
        if (!wanted.containsKey(camera)) {
            store.save(now, who, why);
            changed(); // the next one finds less room than it was told
        }
        wanted.put(camera, Optional.of(verdict.basis()));
        oblige(camera, verdict.combined());
        show(now);
    }

    /**
     * Takes a camera off the public page, first there and then in the store.
     *
     * @throws NoSuchElementException when nobody wanted it shown, and it does not wait for a word on its view either
     */
    synchronized void withdraw(String camera, Actor who, String why) {
        if (wanted.remove(camera) == null && !isWithdrawnForView(of(camera))) {
            throw new NoSuchElementException("camera " + camera + " is not public");
        }
        Publication now = new Publication(
                camera, Stand.WITHDRAWN, Optional.of(Reason.WITHDRAWN_BY_OPERATOR), Optional.empty(), clock.instant());
        show(now);
        store.save(now, who, why);
    }

    /** Hides a camera whose view has changed, at once and without waiting for anybody; {@link #settleView} has to follow. */
    void hideView(View view) {
        gate.shut(view.camera(), view.changed().orElseGet(clock::instant));
    }

    /** Withdraws the camera that was hidden, if its view is still another one. */
    void settleView(String camera) {
        try {
            withdrawIfChanged(camera);
        } finally {
            gate.settle(camera);
        }
    }

    /**
     * Withdraws a camera that people want shown and whose view has changed, first on the page and then in the store. It stays
     * among the wanted ones until the store has it, so that each review tries again.
     *
     * @return whether its view has changed
     */
    private synchronized boolean withdrawIfChanged(String camera) {
        View view = gate.view(camera);
        if (!view.isChanged() || !wanted.containsKey(camera)) {
            return view.isChanged();
        }
        show(withdrawnForView(camera, view.changed().orElseGet(clock::instant)));
        try {
            store.save(known(camera), Actor.system("publishing"), view.detail());
            wanted.remove(camera);
        } catch (RuntimeException e) {
            LOG.error("The withdrawal of camera {} is not stored yet; the next review tries again", camera, e);
        }
        return true;
    }

    private static boolean isWithdrawnForView(Publication publication) {
        return publication.reason().equals(Optional.of(Reason.VIEW_CHANGED));
    }

    /** Forgets a camera that is no longer registered. */
    synchronized void removed(String camera) {
        wanted.remove(camera);
        best.remove(camera);
        shown.remove(camera);
    }

    /**
     * Withdraws whose view has changed, asks the policies about everything else that people want shown, and acts on it.
     *
     * @return false when something changed meanwhile, and it has to be done again
     */
    boolean review() {
        long before = changes.get();
        Map<String, Camera> registered =
                cameras.all().stream().collect(Collectors.toMap(Camera::id, camera -> camera, (a, b) -> a));
        wanted().forEach(this::withdrawIfChanged);
        for (String id : wanted()) {
            Camera camera = registered.get(id);
            if (camera != null && !apply(judge(camera, before))) {
                return false;
            }
        }
        return before == changes.get();
    }

    private synchronized List<String> wanted() {
        return List.copyOf(wanted.keySet());
    }

    private synchronized boolean apply(Verdict verdict) {
        if (verdict.changes() != changes.get()) {
            return false;
        }
        String camera = verdict.basis().camera();
        Optional<Verdict.Basis> last = wanted.get(camera);
        if (last == null || withdrawIfChanged(camera)) {
            return true;
        }
        if (!verdict.isDenied() && verdict.absence().brief() && rests(last, verdict.basis())) {
            return true;
        }
        Decision decision = verdict.combined();
        wanted.put(camera, Optional.of(verdict.basis()));
        oblige(camera, decision);
        show(under(decision, camera));
        return true;
    }

    /** How a camera that people want shown stands when the policies have decided. */
    private Publication under(Decision decision, String camera) {
        if (decision instanceof Decision.Deny denial) {
            return withdrawn(camera, Reason.POLICY, words(denial));
        }
        return unshared(camera).orElseGet(() -> asPublic(camera));
    }

    private void oblige(String camera, Decision decision) {
        if (decision instanceof Decision.Allow allow) {
            best.put(camera, DenyOverrides.best(allow));
        } else {
            best.remove(camera);
        }
    }

    /** Whether the last decision, if there was one, was made on what is true now. */
    private static boolean rests(Optional<Verdict.Basis> last, Verdict.Basis now) {
        return last.map(now::equals).orElse(true);
    }

    private void show(Publication now) {
        Publication before = known(now.camera());
        if (before.stand() == now.stand() && before.reason().equals(now.reason())) {
            Publication same = new Publication(now.camera(), now.stand(), now.reason(), now.detail(), before.since());
            shown.put(now.camera(), same);
        } else {
            shown.put(now.camera(), now);
            LOG.info("Camera {} is {}{}", now.camera(), stand(now), because(now));
            facts.accept(fact(now));
        }
    }

    private static String because(Publication now) {
        return now.reason().map(reason -> ": " + reason.code()).orElse("")
                + now.detail().map(detail -> ", " + detail.en()).orElse("");
    }

    private static Fact fact(Publication now) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("stand", stand(now));
        now.reason().ifPresent(reason -> attributes.put("reason", reason.code()));
        return new Fact(Fact.PUBLICATION_CHANGED, now.camera(), now.since(), attributes);
    }

    private static String stand(Publication publication) {
        return publication.stand().name().toLowerCase(Locale.ROOT);
    }

    private static Text words(Decision.Deny denial) {
        String article = denial.article().isEmpty() ? "" : " [" + denial.article() + "]";
        return new Text(denial.reason().id() + article, denial.reason().en() + article);
    }

    private Publication asPublic(String camera) {
        return new Publication(camera, Stand.PUBLIC, Optional.empty(), Optional.empty(), clock.instant());
    }

    private static Publication withdrawnForView(String camera, Instant since) {
        return new Publication(camera, Stand.WITHDRAWN, Optional.of(Reason.VIEW_CHANGED), Optional.empty(), since);
    }

    private Publication withdrawn(String camera, Reason reason, Text why) {
        return new Publication(camera, Stand.WITHDRAWN, Optional.of(reason), Optional.of(why), clock.instant());
    }
}
