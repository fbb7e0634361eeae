package id.pantau.publishing;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The way of a request: policies, then store and public page. A refusal comes back as the exchange's exception. */
@Component(service = RoutesBuilder.class)
public final class PublicationRoutes extends RouteBuilder {
    static final String ID = Publisher.PID + ".request";
    static final String REQUEST = "direct:" + ID;

    private final PublicationBook book;

    @Activate
    public PublicationRoutes(@Reference Publisher publisher) {
        this(publisher.book());
    }

    PublicationRoutes(PublicationBook book) {
        this.book = book;
    }

    @Override
    public void configure() {
        from(REQUEST)
                .routeId(ID)
                .errorHandler(noErrorHandler())
                .loopDoWhile(exchange ->
                        !exchange.getMessage().getBody(Request.class).done())
                .process(exchange -> set(exchange, request(exchange).judgedBy(book)))
                .id(ID + ".policies")
                .process(exchange -> set(exchange, request(exchange).keptIn(book)))
                .id(ID + ".store")
                .end();
    }

    private static Request request(Exchange exchange) {
        return exchange.getMessage().getBody(Request.class);
    }

    private static void set(Exchange exchange, Request request) {
        exchange.getMessage().setBody(request);
    }
}
