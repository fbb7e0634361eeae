package id.pantau.camel.runtime;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;

/** A component that a bundle offers to all bundles' routes. */
record SharedComponent(DefaultCamelContext context, String scheme, Component component) {
    /** @throws IllegalStateException when there is a component of the scheme already */
    void add() {
        context.addComponent(scheme, component);
    }

    /**
     * Takes it out with its endpoints, so that nothing of its bundle's class loader stays; what uses it has left before.
     *
     * @throws Exception when an endpoint cannot be removed
     */
    void remove() throws Exception {
        String prefix = scheme + ":";
        for (Endpoint endpoint : List.copyOf(context.getEndpoints())) {
            if (endpoint.getEndpointUri().startsWith(prefix)) {
                context.removeEndpoint(endpoint);
            }
        }
        context.removeComponent(scheme);
        ClassLoader own = component.getClass().getClassLoader();
        if (own != CamelContext.class.getClassLoader()) {
            new ConversionCache(context).forget(own);
        }
    }
}
