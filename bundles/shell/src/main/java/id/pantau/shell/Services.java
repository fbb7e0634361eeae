package id.pantau.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The platform's services for the time of one command. Looked up when needed instead of injected, because Karaf takes
 * all commands of a bundle away as long as one injected service of one of them is absent.
 */
public final class Services implements AutoCloseable {
    private final BundleContext context;
    private final List<ServiceReference<?>> used = new ArrayList<>();

    public Services(BundleContext context) {
        this.context = context;
    }

    public <S> Optional<S> find(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        S service = reference == null ? null : context.getService(reference);
        if (reference == null || service == null) {
            return Optional.empty();
        }
        used.add(reference);
        return Optional.of(service);
    }

    /** @throws IllegalStateException with a sentence for the user when there is none */
    public <S> S get(Class<S> type) {
        return find(type)
                .orElseThrow(() -> new IllegalStateException("this needs the service " + type.getSimpleName()
                        + ", which is not there now; see bundle:list and the log"));
    }

    /** The value of a framework or system property. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(context.getProperty(name));
    }

    @Override
    public void close() {
        used.forEach(context::ungetService);
        used.clear();
    }
}
