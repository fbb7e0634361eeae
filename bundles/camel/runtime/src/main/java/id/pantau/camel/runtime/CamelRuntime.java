package id.pantau.camel.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The container's one Camel context, offered as the service {@link CamelContext}. */
@Component(service = {})
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.apache.camel.CamelContext\"",
        effective = "active")
public final class CamelRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(CamelRuntime.class);
    private static final String COMPONENTS = "Camel-Components";

    private final Map<Bundle, Bundle> componentBundles = new ConcurrentHashMap<>();
    private final BundleTracker<Bundle> tracker;
    private final CamelContext context;
    private final ServiceRegistration<CamelContext> registration;

    @Activate
    public CamelRuntime(BundleContext bundles) {
        tracker = track(bundles);
        tracker.open();
        context = PantauContext.start(new BundleClassResolver(this::componentBundles), loaders());
        registration = bundles.registerService(CamelContext.class, context, null);
        LOG.info("Camel {} runs with the components of {}", context.getVersion(), componentBundles.keySet());
    }

    private Collection<Bundle> componentBundles() {
        return List.copyOf(componentBundles.keySet());
    }

    private List<ClassLoader> loaders() {
        return componentBundles().stream()
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .filter(Objects::nonNull)
                .map(BundleWiring::getClassLoader)
                .toList();
    }

    private BundleTracker<Bundle> track(BundleContext bundles) {
        int states = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
        return new BundleTracker<>(bundles, states, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                if ("true".equals(bundle.getHeaders("").get(COMPONENTS))) {
                    componentBundles.put(bundle, bundle);
                }
                return bundle;
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
                componentBundles.remove(bundle);
            }
        };
    }

    @Deactivate
    public void stop() {
        registration.unregister();
        context.stop();
        tracker.close();
    }
}
