package id.pantau.onboarding.door;

import id.pantau.model.Receipt;
import id.pantau.onboarding.LargeBodies;
import id.pantau.onboarding.PartnerConfig;
import id.pantau.onboarding.PartnerFile;
import id.pantau.onboarding.door.Door.Incoming;
import id.pantau.onboarding.door.Door.Outgoing;
import id.pantau.service.Doors;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionListener;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.Submissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of one partner: a route by which its submissions come, and one by which its receipts return. A partner whose file names
 * no door has none.
 */
@Component(
        configurationPid = PartnerFile.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {RoutesBuilder.class, PartnerDoor.class, SubmissionListener.class})
public final class PartnerDoor extends RouteBuilder implements SubmissionListener {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerDoor.class);
    private static final String BUNDLE = "id.pantau.onboarding.door.";

    private static final int FIRST_PAUSE_MILLIS = 1000;
    private static final int LONGEST_PAUSE_MILLIS = 64_000;

    private final String partner;
    private final CamelContext camel;
    private final Onboarding onboarding;
    private final LargeBodies bodies;
    private final Optional<Open> open;

    /** What there is of a door. */
    private record Open(String kind, Door door, ProducerTemplate template, ReceiptTeller teller, DoorKeeper keeper) {}

    @Activate
    public PartnerDoor(
            @Reference CamelContext camel,
            @Reference Onboarding onboarding,
            @Reference Submissions submissions,
            @Reference LargeBodies bodies,
            PartnerConfig config,
            Map<String, Object> properties) {
        this.partner = PartnerFile.name(properties);
        this.camel = camel;
        this.onboarding = onboarding;
        this.bodies = bodies;
        this.open = settings(config).map(good -> open(good, submissions));
        open.ifPresent(is -> {
            is.door().beans().forEach(camel.getRegistry()::bind);
            is.keeper().begin();
        });
    }

    private Optional<DoorSettings> settings(PartnerConfig config) {
        try {
            return DoorSettings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("Partner {} has no door: {}", partner, e.getMessage());
            return Optional.empty();
        }
    }

    private Open open(DoorSettings settings, Submissions submissions) {
        ProducerTemplate template = camel.createProducerTemplate();
        ReceiptTeller teller = new ReceiptTeller(partner, submissions, outgoing -> send(template, outgoing));
        DoorKeeper keeper = new DoorKeeper(partner, camel, id("received"), teller::refresh);
        return new Open(settings.kind().code(), Door.of(partner, settings, keeper::note), template, teller, keeper);
    }

    private String id(String route) {
        return BUNDLE + partner + "." + route;
    }

    @Override
    public void configure() {
        open.ifPresent(this::configure);
    }

    private void configure(Open is) {
        Door door = is.door();
        // what fails is not acknowledged, and comes again
        errorHandler(noErrorHandler());
        from(door.source())
                .routeId(id("received"))
                .autoStartup(false)
                // headers steer Camel, and these are anybody's
                .removeHeaders("*", door.headers())
                .process(e -> pass(is, e));
        ProcessorDefinition<?> told = from("direct:" + id("told"))
                .routeId(id("told"))
                .process(e -> door.write(e.getMessage().getMandatoryBody(Outgoing.class), e.getMessage()));
        door.sink().ifPresent(told::to);
    }

    private void pass(Open is, Exchange exchange) throws Exception {
        try (LargeBodies.Place place = bodies.place()) {
            Optional<Incoming> incoming = is.door().take(exchange.getMessage(), place);
            exchange.getMessage().setBody(null);
            if (incoming.isPresent()) {
                submit(is, incoming.get());
            }
            is.keeper().note("");
        }
    }

    private void submit(Open is, Incoming incoming) {
        try {
            Receipt receipt = keep(is, incoming);
            LOG.info("A submission of partner {} came by its door: receipt {}", partner, receipt.id());
            is.teller().answer(receipt);
        } catch (SubmissionRefusedException e) {
            LOG.warn("A submission of partner {} that came by its door is refused: {}", partner, e.kind());
            is.teller().refuse(incoming.name(), e);
        }
        is.door().settled();
    }

    private Receipt keep(Open is, Incoming incoming) throws SubmissionRefusedException {
        for (int pause = FIRST_PAUSE_MILLIS; ; pause *= 2) {
            try {
                return onboarding.submit(partner, incoming.contentType(), incoming.name(), incoming.body());
            } catch (RuntimeException e) {
                String problem = "what came could not be kept: " + e.getMessage();
                is.keeper().note(problem);
                if (!is.door().waits()) {
                    is.keeper().reopen();
                    throw new IllegalStateException(problem, e);
                }
                if (pause > LONGEST_PAUSE_MILLIS || !is.keeper().pause(pause)) {
                    throw new IllegalStateException(problem, e);
                }
            }
        }
    }

    private void send(ProducerTemplate template, Outgoing outgoing) throws Exception {
        Exchange sent =
                template.send("direct:" + id("told"), e -> e.getMessage().setBody(outgoing));
        if (sent.getException() != null) {
            throw sent.getException();
        }
    }

    @Override
    public void changed(String whose, String receipt) {
        if (whose.equals(partner)) {
            open.ifPresent(is -> is.teller().changed(receipt));
        }
    }

    /** Empty when it has none. */
    public Optional<Doors.Door> state() {
        return open.map(is -> {
            String problem = is.keeper().problem();
            return new Doors.Door(
                    partner, is.kind(), problem.isEmpty() ? is.teller().problem() : problem);
        });
    }

    /** The hub takes the routes out by itself, on a thread of its own. */
    @Deactivate
    public void stop() {
        open.ifPresent(is -> {
            is.keeper().close();
            is.door().beans().keySet().forEach(camel.getRegistry()::unbind);
            try {
                is.template().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
