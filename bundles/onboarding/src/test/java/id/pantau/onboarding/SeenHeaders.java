package id.pantau.onboarding;

import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Stands before every node of every route and writes down the headers that came so far; a node that removes headers apart. */
final class SeenHeaders implements InterceptStrategy {

    /** Of the routes by which submissions come. */
    final Set<String> onTheWayIn = ConcurrentHashMap.newKeySet();

    /** With a value of {@link HostileHeaders}, anywhere. */
    final Set<String> hostile = ConcurrentHashMap.newKeySet();

    /** How many exchanges came to a node of a route by which submissions come. */
    final AtomicInteger nodes = new AtomicInteger();

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode node, Processor target, Processor nextTarget) {
        String route = CamelContextHelper.getRouteId(node);
        boolean guards = node instanceof RemoveHeadersDefinition;
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (!guards) {
                    note(route, node, exchange);
                }
                return super.process(exchange, callback);
            }
        };
    }

    private void note(String route, NamedNode node, Exchange exchange) {
        boolean comesIn = route.endsWith(".received");
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            String where = route + "/" + node.getId() + ": " + name;
            if (HostileHeaders.isOne(name + value)) {
                hostile.add(where);
            }
            if (comesIn && !(value instanceof InputStream)) { // of a file server's file, by Camel
                onTheWayIn.add(where);
            }
        });
        if (comesIn) {
            nodes.incrementAndGet();
        }
    }
}
