package id.pantau.onboarding;

import id.pantau.model.Receipt;
import id.pantau.onboarding.Inbox.Arrival;
import id.pantau.onboarding.Intake.Parsed;
import id.pantau.onboarding.Intake.Validated;
import id.pantau.onboarding.Prober.Outcome;
import id.pantau.onboarding.Registration.Approval;
import id.pantau.onboarding.Registration.Registered;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.Submissions;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * How a camera joins, as a sentence: received, parsed, validated, kept, probed, waiting for approval; approved,
 * registered, live.
 */
final class OnboardingRoutes extends RouteBuilder {
    private static final String ID = "id.pantau.onboarding.";

    /** Takes a {@link Delivery}, answers with a {@link Receipt}. */
    static final String RECEIVED = "direct:" + ID + "received";

    /** Takes the id of a pending row. */
    static final String PENDING = "direct:" + ID + "pending";

    /** Takes an {@link Approval}, answers with a {@link Registered}. */
    static final String APPROVED = "direct:" + ID + "approved";

    private static final String DROPPED = "direct:" + ID + "dropped";
    private static final String FILE = ID + "file";

    private final Intake intake;
    private final Submissions submissions;
    private final ProbeQueue queue;
    private final Prober prober;
    private final Registration registration;
    private final LiveWatch liveWatch;
    private final Inbox inbox;

    OnboardingRoutes(
            Intake intake,
            Submissions submissions,
            ProbeQueue queue,
            Prober prober,
            Registration registration,
            LiveWatch liveWatch,
            Inbox inbox) {
        this.intake = intake;
        this.submissions = submissions;
        this.queue = queue;
        this.prober = prober;
        this.registration = registration;
        this.liveWatch = liveWatch;
        this.inbox = inbox;
    }

    @Override
    public void configure() {
        // whoever sent something gets its failure; Camel would log it as well
        errorHandler(noErrorHandler());

        from(RECEIVED)
                .routeId(ID + "received")
                .process(step(Delivery.class, intake::parse))
                .process(step(Parsed.class, intake::validate))
                .process(step(Validated.class, intake::keep))
                .process(step(Receipt.class, this::queue));

        from(PENDING)
                .routeId(ID + "probed")
                .process(step(String.class, row -> prober.probe(row).stream().toList()))
                .split(body())
                .process(last(Outcome.class, prober::settle));

        from(APPROVED)
                .routeId(ID + "registered")
                .process(step(Approval.class, registration::register))
                .process(last(Registered.class, registration::announce));

        from(Facts.topic(Fact.STATUS_CHANGED))
                .routeId(ID + "live")
                .process(last(Fact.class, liveWatch::onStatusChanged));

        from("timer:" + ID + "silent?period=2000").routeId(ID + "dead").process(e -> liveWatch.lookAtAll());

        from("timer:" + ID + "unfinished?delay=0&period=30000")
                .routeId(ID + "resumed")
                .process(e -> queuePending());

        from("timer:" + ID + "inbox?period=500")
                .routeId(ID + "inbox")
                .process(e -> e.getMessage().setBody(inbox.look()))
                .split(body())
                .to(DROPPED);

        from(DROPPED)
                .routeId(ID + "dropped")
                .setProperty(FILE, body())
                .doTry()
                .process(step(Arrival.class, Arrival::read))
                .to(RECEIVED)
                .process(e -> file(e).done(e.getMessage().getMandatoryBody(Receipt.class)))
                .doCatch(SubmissionRefusedException.class)
                .process(e -> file(e).failed(caught(e, SubmissionRefusedException.class)))
                .doCatch(Exception.class)
                .process(e -> inbox.postpone(file(e), caught(e, Exception.class)))
                .end();

        from("timer:" + ID + "receipts?period=3000")
                .routeId(ID + "receipts")
                .process(e -> inbox.receipts().refresh());
    }

    private static Arrival file(Exchange exchange) {
        return exchange.getProperty(FILE, Arrival.class);
    }

    private static <E extends Exception> E caught(Exchange exchange, Class<E> type) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, type);
    }

    /** A step of the sentence: what it makes of the body is the next step's body. */
    private static <T> Processor step(Class<T> type, Step<T> step) {
        return e -> e.getMessage().setBody(step.take(e.getMessage().getMandatoryBody(type)));
    }

    /** The end of a sentence: the body stays. */
    private static <T> Processor last(Class<T> type, Last<T> step) {
        return e -> step.take(e.getMessage().getMandatoryBody(type));
    }

    @FunctionalInterface
    private interface Step<T> {
        Object take(T body) throws Exception;
    }

    @FunctionalInterface
    private interface Last<T> {
        void take(T body) throws Exception;
    }

    private Receipt queue(Receipt receipt) {
        if (receipt.isWhole()) {
            receipt.rows().stream().filter(r -> r.state().pending()).forEach(r -> queue.offer(r.partner(), r.id()));
        } else {
            queuePending();
        }
        return receipt;
    }

    private void queuePending() {
        submissions.pending(ProbeQueue.MOST_OF_ONE).forEach(p -> queue.offer(p.partner(), p.row()));
    }
}
