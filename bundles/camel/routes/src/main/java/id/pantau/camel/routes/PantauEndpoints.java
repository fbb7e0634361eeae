package id.pantau.camel.routes;

import org.apache.camel.CamelContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Puts {@code pantau:} into the context in which bundles' routes run. */
@Component(
        service = {},
        immediate = true)
public final class PantauEndpoints {
    private final CamelContext context;

    @Activate
    public PantauEndpoints(@Reference CamelContext context, @Reference Platform platform, @Reference EventBoard board) {
        this.context = context;
        context.addComponent(PantauComponent.SCHEME, new PantauComponent(platform, board));
    }

    @Deactivate
    void stop() {
        context.removeComponent(PantauComponent.SCHEME);
    }
}
