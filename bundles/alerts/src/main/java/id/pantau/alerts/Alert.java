package id.pantau.alerts;

import id.pantau.alerts.AlertDesk.Record;
import id.pantau.service.Cameras;
import id.pantau.service.ConfigurationName;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.Live;
import id.pantau.service.Points;
import id.pantau.service.Publications;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One alert: the routes on which facts wake it and its messages leave. There is one for each configuration file; one whose
 * values were refused, and that has no earlier good ones, is there and does nothing.
 */
@Component(
        name = Alert.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {RoutesBuilder.class, Alert.class})
@Designate(ocd = AlertConfig.class, factory = true)
public final class Alert extends RouteBuilder {
    static final String PID = "id.pantau.alert";

    private static final Logger LOG = LoggerFactory.getLogger(Alert.class);
    private static final String BUNDLE = "id.pantau.alerts.";

    private final CamelContext camel;
    private final String name;
    private final String problem;
    private final Optional<Running> running;

    /** What there is of an alert whose configuration is good. */
    private record Running(AlertSettings settings, Delivery delivery, AlertDesk desk, Pacer pacer) {}

    @Activate
    public Alert(
            @Reference Cameras cameras,
            @Reference Points points,
            @Reference Live live,
            @Reference Publications publications,
            @Reference CamelContext camel,
            BundleContext bundles,
            AlertConfig config,
            Map<String, Object> properties) {
        this(
                ConfigurationName.of(PID, properties),
                config,
                scope -> new RegisteredCity(cameras, points, live, publications, scope::covers),
                camel,
                state(bundles),
                Clock.systemDefaultZone());
    }

    Alert(String name, AlertConfig config, Function<Scope, City> city, CamelContext camel, Path state, Clock clock) {
        this.camel = camel;
        this.name = name;
        Optional<Running> made = Optional.empty();
        String wrong = "";
        try {
            AlertSettings settings = AlertSettings.of(config);
            made = Optional.of(run(settings, city.apply(settings.scope()), state, clock));
        } catch (IllegalArgumentException e) {
            wrong = config.channel().isEmpty()
                    ? "it has no channel, or was refused: see configuration:problems"
                    : String.valueOf(e.getMessage());
            LOG.error("Alert {} tells nobody anything: {}", name, wrong);
        }
        running = made;
        problem = wrong;
        running.ifPresent(r -> r.pacer().wake());
    }

    private static Path state(BundleContext bundles) {
        String folder = bundles.getProperty("pantau.state");
        if (folder == null) {
            throw new IllegalStateException("the framework property pantau.state names no folder");
        }
        return Path.of(folder).resolve("alerts");
    }

    private Running run(AlertSettings settings, City city, Path state, Clock clock) {
        Delivery delivery = Delivery.of(name, settings, clock.getZone());
        delivery.beans().forEach(camel.getRegistry()::bind);
        Ledger ledger = new Ledger(name, settings.scope(), settings.urgent(), settings.group());
        LedgerFile file = new LedgerFile(state.resolve(name + ".json"));
        ProducerTemplate template = camel.createProducerTemplate();
        AlertDesk desk =
                new AlertDesk(name, city, ledger, file, settings.quiet(), d -> send(template, delivery, d), clock);
        return new Running(settings, delivery, desk, new Pacer(name, desk::turn));
    }

    @Override
    public void configure() {
        running.ifPresent(this::configure);
    }

    private void configure(Running alert) {
        errorHandler(noErrorHandler());
        from(Facts.topic(Fact.STATUS_CHANGED))
                .routeId(BUNDLE + name + ".status")
                .process(e -> alert.pacer().wake());
        from(Facts.topic(Fact.PUBLICATION_CHANGED))
                .routeId(BUNDLE + name + ".publication")
                .process(e -> alert.pacer().wake());
        ProcessorDefinition<?> sent = from(entrance())
                .routeId(BUNDLE + name + ".sent")
                .process(e -> alert.delivery().prepare(e.getMessage().getMandatoryBody(Digest.class), e.getMessage()));
        alert.delivery().endpoint().ifPresent(sent::to);
    }

    private String entrance() {
        return "direct:" + BUNDLE + name + ".sent";
    }

    private void send(ProducerTemplate template, Delivery delivery, Digest digest) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // the mail API looks for its own parts there
            delivery.endpoint()
                    .map(camel::hasEndpoint)
                    .ifPresent(e -> thread.setContextClassLoader(e.getClass().getClassLoader()));
            Exchange sent = template.send(entrance(), e -> e.getMessage().setBody(digest));
            if (sent.getException() != null) {
                throw sent.getException();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    String name() {
        return name;
    }

    /** Empty when it does not run. */
    Optional<AlertSettings> settings() {
        return running.map(Running::settings);
    }

    /** Why it does not run, or what went wrong when it was to send last; empty when all is well. */
    String problem() {
        return running.map(r -> r.desk().record().problem()).orElse(problem);
    }

    Record record() {
        return running.map(r -> r.desk().record()).orElse(Record.NONE);
    }

    /**
     * Sends a message that says that it is only a test, and waits for it.
     *
     * @throws Exception why it was not accepted
     */
    void test() throws Exception {
        running.orElseThrow(() -> new IllegalStateException(problem)).desk().test();
    }

    @Deactivate
    void stop() {
        running.ifPresent(r -> {
            r.pacer().close();
            r.delivery().beans().keySet().forEach(camel.getRegistry()::unbind);
        });
    }
}
