package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.onboarding.Registration.Approval;
import id.pantau.onboarding.Registration.Registered;
import id.pantau.service.Cameras;
import id.pantau.service.Discovery;
import id.pantau.service.Drivers;
import id.pantau.service.Facts;
import id.pantau.service.Live;
import id.pantau.service.Onboarding;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import id.pantau.service.SubmissionListener;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.Submissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Onboarding by {@link OnboardingRoutes}: puts the parts together and sends what callers want through the routes. */
@Component(immediate = true, configurationPid = "id.pantau.onboarding")
@Designate(ocd = OnboardingConfig.class)
public final class PartnerOnboarding implements Onboarding, Discovery, SubmissionListener {
    private static final Set<RowState> UNDECIDED = EnumSet.of(RowState.WAITING_APPROVAL, RowState.NEEDS_INFORMATION);

    private final Submissions submissions;
    private final ProducerTemplate sender;
    private final ProbeQueue queue;
    private final OnboardingRoutes routes;
    private final Sweep sweep;
    private final DeadLetters deadLetters;
    private final Receipts receipts;
    private final List<PartnerFile> files = new CopyOnWriteArrayList<>();
    private volatile Settings settings;
    private @Nullable ServiceRegistration<RoutesBuilder> registration;

    @Activate
    public PartnerOnboarding(
            BundleContext bundles,
            OnboardingConfig config,
            @Reference CamelContext camel,
            @Reference Submissions submissions,
            @Reference Partners partners,
            @Reference Points points,
            @Reference Cameras cameras,
            @Reference Drivers drivers,
            @Reference Live live,
            @Reference Facts facts,
            @Reference LoginGuard logins,
            @Reference LargeBodies bodies) {
        this(
                camel,
                new Registry(submissions, partners, points, cameras),
                new Platform(drivers, live, facts, logins),
                Settings.of(config),
                bodies,
                Path.of(property(bundles, "pantau.state")
                        .orElseThrow(() -> new IllegalStateException("the property pantau.state is not set"))),
                property(bundles, "pantau.home").map(Path::of));
        registration = bundles.registerService(RoutesBuilder.class, routes, null);
        queue.start();
    }

    PartnerOnboarding(
            CamelContext camel,
            Registry registry,
            Platform platform,
            Settings settings,
            LargeBodies bodies,
            Path state,
            Optional<Path> home) {
        this.settings = settings;
        this.submissions = registry.submissions();
        this.sender = camel.createProducerTemplate();
        this.queue = new ProbeQueue(settings.probeThreads(), row -> send(OnboardingRoutes.PENDING, row));
        this.sweep = new Sweep(platform.drivers(), registry.cameras(), () -> this.settings.networks(), Knock::byTcp);
        Clock clock = Clock.systemUTC();
        Prober prober = new Prober(
                submissions, registry.cameras(), platform.drivers(), () -> this.settings.networks(), platform.logins());
        Function<String, Grounds> grounds =
                partner -> new Grounds(registry.partners().premises(partner));
        this.receipts = new Receipts(submissions);
        this.deadLetters = new DeadLetters(submissions, grounds, queue);
        Optional<Path> inbox =
                settings.inbox().isEmpty() ? home.map(h -> h.resolve("inbox")) : Optional.of(Path.of(settings.inbox()));
        this.routes = new OnboardingRoutes(
                new Intake(submissions, ContentHash.in(state), this::mapping, grounds, () -> this.settings.limits()),
                submissions,
                queue,
                prober,
                new Registration(submissions, registry.points(), prober, platform.facts(), clock),
                new LiveWatch(submissions, platform.live(), clock),
                new Inbox(
                        inbox,
                        registry.partners(),
                        this::mapping,
                        receipts,
                        () -> this.settings,
                        System::nanoTime,
                        bodies));
    }

    @Reference(name = "files", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFile(PartnerFile file) {
        files.add(file);
    }

    void removeFile(PartnerFile file) {
        files.remove(file);
    }

    private Mapping mapping(String partner) {
        return files.stream()
                .filter(f -> f.name().equals(partner))
                .findFirst()
                .map(PartnerFile::mapping)
                .orElse(Mapping.NONE);
    }

    /** What is known. */
    record Registry(Submissions submissions, Partners partners, Points points, Cameras cameras) {}

    /** What is going on. */
    record Platform(Drivers drivers, Live live, Facts facts, LoginGuard logins) {}

    private static Optional<String> property(BundleContext bundles, String key) {
        return Optional.ofNullable(bundles.getProperty(key)).filter(v -> !v.isBlank());
    }

    OnboardingRoutes routes() {
        return routes;
    }

    ProbeQueue queue() {
        return queue;
    }

    @Modified
    void change(OnboardingConfig config) {
        settings = Settings.of(config);
    }

    /** The hub takes the routes out by itself, on a thread of its own. */
    @Deactivate
    void stop() {
        ServiceRegistration<RoutesBuilder> registered = registration;
        if (registered != null) {
            registered.unregister();
        }
        queue.close();
        try {
            sender.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void changed(String partner, String receipt) {
        receipts.changed(receipt);
    }

    @Override
    public List<Found> search(List<String> networks, List<Integer> ports, Consumer<Progress> progress)
            throws InterruptedException {
        return sweep.search(networks, ports, progress);
    }

    @Override
    public Receipt submit(String partner, String contentType, String name, byte[] body)
            throws SubmissionRefusedException {
        Exchange exchange = sender.send(
                OnboardingRoutes.RECEIVED, e -> e.getMessage().setBody(new Delivery(partner, contentType, name, body)));
        Exception problem = exchange.getException();
        if (problem instanceof SubmissionRefusedException refused) {
            throw refused;
        }
        rethrow(problem);
        return exchange.getMessage().getBody(Receipt.class);
    }

    @Override
    public int mostBytes() {
        return settings.limits().bytes();
    }

    @Override
    public Optional<Receipt> receipt(String partner, String receiptId) {
        return submissions.receipt(partner, receiptId);
    }

    @Override
    public List<OnboardingRow> oldest(int most, RowState... states) {
        return submissions.oldest(most, states);
    }

    @Override
    public int count(RowState... states) {
        return submissions.count(states);
    }

    @Override
    public Optional<RowDetails> details(String rowId) {
        return submissions.details(rowId);
    }

    @Override
    public Camera approve(String rowId, Actor who, String why) {
        return ((Registered) send(OnboardingRoutes.APPROVED, new Approval(rowId, who, why))).camera();
    }

    @Override
    public void reject(String rowId, Actor who, String why) {
        OnboardingRow row = find(rowId);
        Optional<Text> reason = why.isBlank() ? Optional.empty() : Optional.of(new Text(why, why));
        boolean rejected = UNDECIDED.contains(row.state())
                && submissions.advance(rowId, row.state(), RowState.REJECTED, reason, who, why);
        if (!rejected) {
            throw notWaiting(rowId);
        }
    }

    @Override
    public void ask(String rowId, Actor who, String question) {
        find(rowId);
        Optional<Text> asked = Optional.of(new Text(question, question));
        if (!submissions.advance(rowId, RowState.WAITING_APPROVAL, RowState.NEEDS_INFORMATION, asked, who, question)) {
            throw notWaiting(rowId);
        }
    }

    private static IllegalStateException notWaiting(String rowId) {
        return new IllegalStateException("row " + rowId + " is not waiting for approval");
    }

    @Override
    public void retry(String rowId, Actor who) {
        deadLetters.retry(rowId, Map.of(), who);
    }

    @Override
    public void retry(String rowId, Map<String, String> fields, Actor who) {
        deadLetters.retry(rowId, fields, who);
    }

    @Override
    public void drop(String rowId, Actor who, String why) {
        deadLetters.drop(rowId, who, why);
    }

    private OnboardingRow find(String rowId) {
        return submissions.row(rowId).orElseThrow(() -> new NoSuchElementException("no onboarding row " + rowId));
    }

    private Object send(String route, Object body) {
        Exchange exchange = sender.send(route, e -> e.getMessage().setBody(body));
        rethrow(exchange.getException());
        return exchange.getMessage().getBody();
    }

    private static void rethrow(@Nullable Exception problem) {
        if (problem instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (problem instanceof RuntimeException e && !(e instanceof CamelExecutionException)) {
            throw e;
        }
        if (problem != null) {
            throw new IllegalStateException("onboarding failed", problem);
        }
    }
}
