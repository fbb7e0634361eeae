package id.pantau.camel.runtime;

import id.pantau.service.Fact;
import id.pantau.service.FactListener;
import id.pantau.service.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.component.seda.SedaEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Facts on bounded SEDA queues. A topic that nobody reads has no queue: its facts are dropped and counted too. */
@Component
public final class CamelFacts implements Facts {
    private static final Logger LOG = LoggerFactory.getLogger(CamelFacts.class);
    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final CamelContext context;
    private final Map<String, Drops> drops = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<FactListener> listeners = List.of();

    @Activate
    public CamelFacts(@Reference CamelContext context) {
        this.context = context;
    }

    @Override
    public void publish(Fact fact) {
        listeners.forEach(listener -> tell(listener, fact));
        try {
            Optional<SedaEndpoint> topic = topic(fact.type());
            if (topic.isEmpty()) {
                drops(fact).unread.incrementAndGet();
            } else if (!topic.get().getQueue().offer(exchange(topic.get(), fact))) {
                drops(fact).full(fact.type());
            }
        } catch (RuntimeException e) {
            LOG.error("A {} fact of camera {} was lost", fact.type(), fact.camera(), e);
        }
    }

    private static void tell(FactListener listener, Fact fact) {
        try {
            listener.happened(fact);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A listener lost a {} fact of camera {}", fact.type(), fact.camera(), e);
        }
    }

    /** How many facts of a type were dropped, for want of a reader or of room. */
    long dropped(String type) {
        Drops d = drops.get(type);
        return d == null ? 0 : d.unread.get() + d.full.get();
    }

    private static Exchange exchange(SedaEndpoint topic, Fact fact) {
        Exchange exchange = topic.createExchange(ExchangePattern.InOnly);
        exchange.getIn().setBody(fact);
        return exchange;
    }

    /** Found anew each time: the endpoint and its queue come and go with the routes that read them. */
    private Optional<SedaEndpoint> topic(String type) {
        String key = "seda://pantau." + type;
        return context.getEndpoints().stream()
                .filter(SedaEndpoint.class::isInstance)
                .map(SedaEndpoint.class::cast)
                .filter(e ->
                        e.getEndpointUri().equals(key) || e.getEndpointUri().startsWith(key + "?"))
                .filter(e -> !e.getConsumers().isEmpty())
                .findFirst();
    }

    private Drops drops(Fact fact) {
        return drops.computeIfAbsent(fact.type(), t -> new Drops());
    }

    private static final class Drops {
        final AtomicLong unread = new AtomicLong();
        final AtomicLong full = new AtomicLong();
        private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - WARN_EVERY_NANOS);

        void full(String type) {
            long count = full.incrementAndGet();
            long now = System.nanoTime();
            long before = warnedAt.get();
            if (now - before >= WARN_EVERY_NANOS && warnedAt.compareAndSet(before, now)) {
                LOG.warn(
                        "The topic {} is full: {} facts dropped so far, because its readers are too slow", type, count);
            }
        }
    }
}
