package id.pantau.camel.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** Files, class paths and web pages that a text names with {@code resource:} or the like: none. */
final class NoResources extends ServiceSupport implements ResourceLoader {
    private @Nullable CamelContext context;

    @Override
    public Resource resolveResource(String uri) {
        throw new IllegalArgumentException("resources are not allowed in route files");
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }
}
