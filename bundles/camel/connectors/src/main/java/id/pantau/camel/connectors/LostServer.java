package id.pantau.camel.connectors;

import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer does whose server is gone: says so, and stops its route, for whoever keeps the route to start it again. */
final class LostServer {
    private static final Logger LOG = LoggerFactory.getLogger(LostServer.class);

    private LostServer() {}

    /** Returns at once: a route waits for the very thread that may find the server gone. */
    static void stop(DefaultConsumer consumer, Exception why) {
        consumer.getExceptionHandler().handleException(why.getMessage(), why);
        CamelContext camel = consumer.getEndpoint().getCamelContext();
        String route = consumer.getRouteId();
        camel.getExecutorServiceManager()
                .newThread("stop-" + route, () -> {
                    try {
                        camel.getRouteController().stopRoute(route);
                    } catch (Exception e) {
                        LOG.warn("Route {} does not stop, whose server is gone", route, e);
                    }
                })
                .start();
    }
}
