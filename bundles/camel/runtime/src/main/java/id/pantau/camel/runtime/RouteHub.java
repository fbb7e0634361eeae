package id.pantau.camel.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every {@link RoutesBuilder} service into the context, and its routes out again when it leaves.
 *
 * <p>A builder is an {@code org.apache.camel.builder.RouteBuilder} whose route ids all begin with its bundle's symbolic
 * name and a dot. It is added all or nothing; one that is refused, throws or does not start is logged and hurts nobody
 * else. Coming and going is worked on in order by a thread of the hub's own, never by the caller's.
 *
 * <p>Takes every {@link org.apache.camel.Component} service with the property {@link #SCHEME} into the context, too. When
 * one leaves, the routes that use it are taken out, since they would hold on to what has left, and come back with it.
 */
@Component(service = {})
public final class RouteHub {
    /** The property of a component's service that says what its endpoints' URIs begin with. */
    static final String SCHEME = "camel.scheme";

    private static final Logger LOG = LoggerFactory.getLogger(RouteHub.class);

    /** For what is in flight; leaves a second of the five for taking the routes apart. */
    private static final Duration TO_FINISH = Duration.ofSeconds(4);

    /** Long, as what is given up does not come again, and a machine that starts is busy. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(30);

    private final DefaultCamelContext context;
    private final Duration beginning;
    private final Duration deadline;
    private final ExecutorService turns = Executors.newSingleThreadExecutor(named("pantau-routes"));
    private final ExecutorService workers = Executors.newCachedThreadPool(named("pantau-routes-worker"));
    private final Map<ServiceReference<RoutesBuilder>, BundleRoutes> present = new LinkedHashMap<>();
    private final Map<ServiceReference<RoutesBuilder>, BundleRoutes> waiting = new LinkedHashMap<>();
    private final Map<ServiceReference<org.apache.camel.Component>, SharedComponent> components = new LinkedHashMap<>();

    @Activate
    public RouteHub(@Reference CamelContext context) {
        this(context, TO_BEGIN, Duration.ofSeconds(PantauContext.SHUTDOWN_SECONDS + 1));
    }

    /**
     * @param beginning after which a builder's code that adds is interrupted, and no longer waited for
     * @param deadline the same for what removes
     */
    RouteHub(CamelContext context, Duration beginning, Duration deadline) {
        this.context = (DefaultCamelContext) context;
        this.beginning = beginning;
        this.deadline = deadline;
    }

    @Reference(name = "routes", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(ServiceReference<RoutesBuilder> service, RoutesBuilder builder) {
        Bundle bundle = service.getBundle();
        if (bundle != null) {
            String name = bundle.getSymbolicName();
            inTurn(name, () -> add(service, new BundleRoutes(context, name, builder)));
        }
    }

    void unbind(ServiceReference<RoutesBuilder> service) {
        inTurn("a leaving bundle", () -> remove(service));
    }

    @Reference(
            name = "components",
            service = org.apache.camel.Component.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + SCHEME + "=*)")
    void bindComponent(ServiceReference<org.apache.camel.Component> service, org.apache.camel.Component component) {
        SharedComponent shared = new SharedComponent(context, String.valueOf(service.getProperty(SCHEME)), component);
        inTurn(shared.scheme(), () -> add(service, shared));
    }

    void unbindComponent(ServiceReference<org.apache.camel.Component> service) {
        inTurn("a leaving component", () -> removeComponent(service));
    }

    private void add(ServiceReference<org.apache.camel.Component> service, SharedComponent component) {
        boolean added = within(beginning, "Adding the component " + component.scheme(), () -> {
            component.add();
            return component;
        });
        if (added) {
            components.put(service, component);
            Map<ServiceReference<RoutesBuilder>, BundleRoutes> again = new LinkedHashMap<>(waiting);
            waiting.clear();
            again.forEach(this::add);
        }
    }

    private void removeComponent(ServiceReference<org.apache.camel.Component> service) {
        SharedComponent component = components.remove(service);
        if (component == null) {
            return;
        }
        Map<ServiceReference<RoutesBuilder>, BundleRoutes> users = new LinkedHashMap<>(present);
        users.values().removeIf(routes -> !routes.uses(component.scheme()));
        if (!users.isEmpty()) {
            List<String> ids = users.values().stream()
                    .flatMap(routes -> routes.ids().stream())
                    .sorted()
                    .toList();
            LOG.error("The component {} leaves: the routes {} stop until it is back", component.scheme(), ids);
        }
        users.forEach((user, routes) -> {
            remove(user);
            waiting.put(user, routes);
        });
        within(deadline, "Removing the component " + component.scheme(), () -> {
            component.remove();
            return component;
        });
    }

    private void add(ServiceReference<RoutesBuilder> service, BundleRoutes routes) {
        String bundle = routes.bundle();
        boolean added = within(beginning, "Adding routes of bundle " + bundle, () -> {
            routes.add();
            return routes;
        });
        if (added) {
            present.put(service, routes);
            LOG.info("Bundle {} brought the routes {}", bundle, routes.ids());
        } else if (routes.wantsComponent()) {
            waiting.put(service, routes);
            LOG.warn("The routes of bundle {} are tried again when a component comes", bundle);
        }
    }

    private void remove(ServiceReference<RoutesBuilder> service) {
        waiting.remove(service);
        BundleRoutes routes = present.remove(service);
        if (routes == null) {
            return;
        }
        String ids = routes.ids().toString();
        boolean removed = within(deadline, "Removing the routes " + ids, () -> {
            routes.remove(TO_FINISH.toMillis());
            return routes;
        });
        if (removed) {
            LOG.info("The routes {} left", ids);
        }
    }

    private void inTurn(String whose, Runnable turn) {
        try {
            turns.execute(() -> {
                try {
                    turn.run();
                } catch (RuntimeException e) {
                    LOG.error("The routes of {} could not be changed", whose, e);
                }
            });
        } catch (RejectedExecutionException hubIsLeaving) {
            LOG.debug("The routes of {} go with the hub", whose);
        }
    }

    private boolean within(Duration time, String what, Callable<?> action) {
        Future<?> work = workers.submit(() -> PantauContext.withCamelsClassLoader(action));
        try {
            work.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error("{} failed: {}", what, cause.getMessage(), cause);
        } catch (TimeoutException e) {
            LOG.error("{} took longer than {} s and is given up", what, time.toSeconds());
            work.cancel(true);
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Takes all routes out; waits, but no longer than for one bundle's. */
    @Deactivate
    void stop() {
        inTurn("every bundle", () -> List.copyOf(present.keySet()).forEach(this::remove));
        inTurn("every component", () -> List.copyOf(components.keySet()).forEach(this::removeComponent));
        turns.shutdown();
        try {
            if (!turns.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some routes are still stopping; the context stops them with itself");
                turns.shutdownNow();
            }
        } catch (InterruptedException e) {
            turns.shutdownNow();
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
