package id.pantau.camel.routes;

import id.pantau.service.Fact;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads facts, one at a time, in the order in which they were published. What does not fit any more is dropped, and counted in the
 * header of the next one that is read.
 */
final class EventsConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(EventsConsumer.class);
    private static final int POLL_MILLIS = 200;
    private static final int MOST_TYPES = 32;
    private static final long WARN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final EventsEndpoint endpoint;
    private final java.util.function.Consumer<Fact> listener = this::offer;
    private final ReentrantLock guard = new ReentrantLock();
    private final Condition filled = guard.newCondition();
    private final ArrayDeque<Fact> waiting = new ArrayDeque<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private long warnedAt = System.nanoTime() - WARN_EVERY_NANOS;
    private @Nullable ExecutorService reader;

    EventsConsumer(EventsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.board().add(listener);
        ExecutorService thread = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, endpoint.getEndpointUri());
        reader = thread;
        thread.execute(this::read);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.board().remove(listener);
        ExecutorService thread = reader;
        if (thread != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(thread);
            reader = null;
        }
        super.doStop();
    }

    private void offer(Fact fact) {
        if (!endpoint.wants(fact)) {
            return;
        }
        guard.lock();
        try {
            if (waiting.size() < endpoint.size()) {
                waiting.add(fact);
                filled.signal();
            } else {
                drop(fact.type());
            }
        } finally {
            guard.unlock();
        }
    }

    private void drop(String type) {
        dropped.merge(dropped.containsKey(type) || dropped.size() < MOST_TYPES ? type : "other", 1L, Long::sum);
        long now = System.nanoTime();
        if (now - warnedAt >= WARN_EVERY_NANOS) {
            warnedAt = now;
            LOG.warn("{}: its route is too slow, and facts are dropped: {}", getRouteId(), words(dropped));
        }
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private void read() {
        while (isRunAllowed()) {
            try {
                next().ifPresent(this::process);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private record Event(Fact fact, String dropped) {}

    private Optional<Event> next() throws InterruptedException {
        guard.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                if (!isRunAllowed()) {
                    return Optional.empty();
                }
                filled.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            Fact fact = waiting.remove();
            Event event = new Event(fact, words(dropped));
            dropped.clear();
            return Optional.of(event);
        } finally {
            guard.unlock();
        }
    }

    private void process(Event event) {
        Exchange exchange = createExchange(false);
        try {
            FactMessage.write(event.fact(), endpoint.platform(), exchange.getMessage());
            if (!event.dropped().isEmpty()) {
                exchange.getMessage().setHeader(Headers.DROPPED, event.dropped());
            }
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            getExceptionHandler().handleException("A fact was not dealt with", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
    }
}
