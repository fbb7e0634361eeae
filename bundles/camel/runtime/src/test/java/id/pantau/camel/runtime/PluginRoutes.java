package id.pantau.camel.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.builder.RouteBuilder;

/** What a plugin's routes may do: beans, own types as bodies, exception clauses, endpoints of several kinds. */
public final class PluginRoutes extends RouteBuilder {
    private final LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @Override
    public void configure() {
        onException(IllegalStateException.class).handled(true).log("failed");
        from("direct:plugin")
                .routeId("id.example.a.one")
                .bean(new Payload())
                .filter(body().isInstanceOf(Payload.class))
                .to("seda:plugin?multipleConsumers=true");
        from("seda:plugin?multipleConsumers=true")
                .routeId("id.example.a.two")
                .process(e -> seen.add(e.getIn().getBody()))
                .convertBodyTo(String.class)
                .to("log:plugin?level=TRACE");
    }

    /** A type that only the plugin knows. */
    public static final class Payload {
        public Payload echo(Object body) {
            return this;
        }
    }
}
