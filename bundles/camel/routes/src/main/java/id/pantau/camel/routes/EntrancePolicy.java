package id.pantau.camel.routes;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * What comes into a route from outside gives no orders: neither Camel's headers in any spelling, nor those that would address a mail
 * somewhere else.
 */
final class EntrancePolicy extends RoutePolicySupport {
    private static final Set<String> WITHIN = Set.of("direct", "seda");
    private static final Set<String> ADDRESSES =
            Set.of("to", "cc", "bcc", "from", "sender", "reply-to", "subject", "return-path");

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Message message = exchange.getMessage();
        Headers.strip(message);
        String uri = route.getEndpoint().getEndpointBaseUri();
        if (!WITHIN.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))))) {
            List.copyOf(message.getHeaders().keySet()).stream()
                    .filter(h -> ADDRESSES.contains(h.strip().toLowerCase(Locale.ROOT)))
                    .forEach(message::removeHeader);
        }
    }
}
