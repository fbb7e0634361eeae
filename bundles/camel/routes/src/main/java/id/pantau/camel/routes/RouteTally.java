package id.pantau.camel.routes;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** How messages fared in the routes of one file, over its versions. Thread-safe. */
final class RouteTally extends EventNotifierSupport {
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile String failure = "";

    RouteTally() {
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeCompletedEvent) {
            done.incrementAndGet();
            failure = "";
        } else if (event instanceof ExchangeFailedEvent lost) {
            failed.incrementAndGet();
            Exception exception = lost.getExchange().getException();
            failure = exception == null ? "a message failed" : RouteFileException.words(exception);
        }
    }

    /** Another version of the file is judged by what it does itself. */
    void forgetFailure() {
        failure = "";
    }

    long done() {
        return done.get();
    }

    long failed() {
        return failed.get();
    }

    /** Why the last message failed; empty when it did not. */
    String failure() {
        return failure;
    }
}
