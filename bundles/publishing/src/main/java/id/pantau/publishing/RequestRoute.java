package id.pantau.publishing;

import id.pantau.model.Text;
import id.pantau.service.PublicationRefusedException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;

/** The entrance of the request route, as long as there is one. Thread-safe. */
final class RequestRoute {
    /** While the container starts or the bundle is updated, the route may come a little later than the request. */
    private static final String ENTRANCE = PublicationRoutes.REQUEST + "?timeout=5000";

    private static final Text NOT_RUNNING = new Text(
            "Rute pesan sedang tidak berjalan, maka tidak ada yang dapat ditayangkan; coba lagi sebentar lagi.",
            "The message routes are not running, so nothing can be published; try again in a moment.");

    private @Nullable CamelContext camel;
    private @Nullable ProducerTemplate template;

    synchronized void open(CamelContext context) {
        camel = context;
        template = context.createProducerTemplate();
    }

    synchronized void close(CamelContext context) {
        if (camel == context) {
            camel = null;
            template = null;
        }
    }

    private synchronized @Nullable ProducerTemplate template() {
        return template;
    }

    /**
     * Sends a request along the route, on the caller's thread.
     *
     * @throws PublicationRefusedException when the route, or its absence, says no
     */
    void send(Request request) throws PublicationRefusedException {
        ProducerTemplate entrance = template();
        if (entrance == null) {
            throw new PublicationRefusedException(NOT_RUNNING, "");
        }
        Exchange sent =
                entrance.send(ENTRANCE, exchange -> exchange.getMessage().setBody(request));
        Exception failure = sent.getException();
        if (failure instanceof PublicationRefusedException refusal) {
            throw refusal;
        }
        if (failure instanceof DirectConsumerNotAvailableException) {
            throw new PublicationRefusedException(NOT_RUNNING, "");
        }
        if (failure instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        if (failure != null) {
            throw new IllegalStateException("camera " + request.camera() + " could not be published", failure);
        }
    }
}
