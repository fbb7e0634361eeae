package id.pantau.camel.runtime;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.Route;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.OnCamelContextEvent;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one route builder of one bundle brought into the context: added all or nothing, taken away whole, and added again if need be.
 */
final class BundleRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(BundleRoutes.class);

    private final DefaultCamelContext context;
    private final String bundle;
    private final RoutesBuilder builder;
    private final Set<String> routes = new LinkedHashSet<>();
    private final List<RouteTemplateDefinition> templates = new ArrayList<>();
    private final Set<Endpoint> endpoints = new LinkedHashSet<>();
    private volatile boolean wantsComponent;

    BundleRoutes(DefaultCamelContext context, String bundle, RoutesBuilder builder) {
        this.context = context;
        this.bundle = bundle;
        this.builder = builder;
    }

    String bundle() {
        return bundle;
    }

    /** Whether {@link #add} failed for want of a component, and may do when that comes. */
    boolean wantsComponent() {
        return wantsComponent;
    }

    /** The ids of its routes; empty before {@link #add} and after {@link #remove}. */
    Set<String> ids() {
        return Set.copyOf(routes);
    }

    /**
     * Configures the builder and starts its routes.
     *
     * @throws Exception when the builder is refused or a route does not start; nothing of it is left then
     */
    synchronized void add() throws Exception {
        wantsComponent = false;
        Set<Endpoint> before = Set.copyOf(context.getEndpoints());
        try {
            RouteBuilder checked = supported();
            checked.configureRoutes(context);
            claim(checked);
            context.addRoutes(checked);
            context.addTemplatedRoutes(checked);
        } catch (Exception | LinkageError e) {
            wantsComponent = ObjectHelper.getException(NoSuchEndpointException.class, e) != null;
            noteEndpoints(before);
            remove(TimeUnit.SECONDS.toMillis(1));
            throw e;
        }
        noteEndpoints(before);
    }

    private RouteBuilder supported() {
        if (!(builder instanceof RouteBuilder supported)) {
            throw new IllegalArgumentException("it is no " + RouteBuilder.class.getName());
        }
        if (builder instanceof RouteConfigurationsBuilder || builder instanceof OnCamelContextEvent) {
            throw new IllegalArgumentException("it configures the whole context, which belongs to every bundle");
        }
        return supported;
    }

    /** Notes what is to be added, if all of it may be. */
    private void claim(RouteBuilder checked) {
        if (!checked.getRestCollection().getRests().isEmpty()) {
            throw new IllegalArgumentException("REST definitions name their routes themselves; use plain routes");
        }
        Set<String> claimed = Stream.concat(
                        checked.getRouteCollection().getRoutes().stream().map(this::customId),
                        checked.getTemplatedRouteCollection().getTemplatedRoutes().stream()
                                .map(t -> checkedId(t.getRouteId())))
                .collect(toCollection(LinkedHashSet::new));
        claimed.stream().filter(id -> context.getRouteDefinition(id) != null).forEach(id -> {
            throw new IllegalArgumentException("there already is a route of the id " + id);
        });
        List<RouteTemplateDefinition> claimedTemplates =
                checked.getRouteTemplateCollection().getRouteTemplates();
        for (RouteTemplateDefinition template : claimedTemplates) {
            if (context.getRouteTemplateDefinition(customId(template)) != null) {
                throw new IllegalArgumentException("there already is a route template of the id " + template.getId());
            }
        }
        routes.addAll(claimed);
        templates.addAll(claimedTemplates);
    }

    private String customId(OptionalIdentifiedDefinition<?> definition) {
        return checkedId(definition.hasCustomIdAssigned() ? definition.getId() : null);
    }

    private String checkedId(@Nullable String id) {
        if (id == null || !id.startsWith(bundle + ".")) {
            throw new IllegalArgumentException("every route id starts with the bundle's name, such as .routeId(\""
                    + bundle + ".something\"), but there is one with "
                    + (id == null ? "no id" : "the id " + id));
        }
        return id;
    }

    /** Whether a route of it reads from or sends to endpoints of that scheme, or says that it will. */
    boolean uses(String scheme) {
        String prefix = scheme + ":";
        Stream<Endpoint> routed = context.getRoutes().stream()
                .filter(r -> routes.contains(r.getRouteId()))
                .flatMap(BundleRoutes::endpointsOf);
        // the text tells of what is only looked up for a message, as by toD
        return Stream.concat(endpoints.stream(), routed)
                        .anyMatch(e -> e.getEndpointUri().startsWith(prefix))
                || routes.stream()
                        .anyMatch(id ->
                                String.valueOf(context.getRouteDefinition(id)).contains(prefix));
    }

    private void noteEndpoints(Set<Endpoint> before) {
        context.getEndpoints().stream().filter(e -> !before.contains(e)).forEach(endpoints::add);
    }

    /**
     * Stops and removes everything that {@link #add} brought; what is in flight has {@code millis} to finish. Goes on
     * to the end whatever fails.
     */
    synchronized void remove(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        stopTogether(millis);
        for (String id : routes) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            attempt("stop route " + id, () -> context.getRouteController().stopRoute(id, left, TimeUnit.MILLISECONDS));
            attempt("remove route " + id, () -> context.removeRoute(id));
            RouteDefinition definition = context.getRouteDefinition(id);
            if (definition != null) {
                attempt("forget route " + id, () -> context.removeRouteDefinition(definition));
            }
        }
        for (RouteTemplateDefinition template : templates) {
            attempt("forget template " + template.getId(), () -> context.removeRouteTemplateDefinition(template));
        }
        removeEndpoints();
        forgetClasses();
        routes.clear();
        templates.clear();
    }

    /** One deadline for all of them, where stopping each in turn would give every route its own. */
    private void stopTogether(long millis) {
        List<RouteStartupOrder> running = context.getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(o -> routes.contains(o.getRoute().getRouteId()))
                .toList();
        attempt(
                "stop routes " + routes,
                () -> context.getShutdownStrategy().shutdown(context, running, millis, TimeUnit.MILLISECONDS));
    }

    /**
     * Camel drops what a running route was built with. This drops the rest, which would pin the bundle's class loader:
     * what a route that never started had made, what configuring had looked up, and endpoints of the bundle's own.
     */
    private void removeEndpoints() {
        Set<Endpoint> inUse =
                context.getRoutes().stream().flatMap(BundleRoutes::endpointsOf).collect(toSet());
        ClassLoader own = builder.getClass().getClassLoader();
        ClassLoader camels = RouteBuilder.class.getClassLoader();
        Stream.concat(
                        endpoints.stream(),
                        context.getEndpoints().stream()
                                .filter(e -> own != camels && e.getClass().getClassLoader() == own))
                .filter(e -> !inUse.contains(e))
                .distinct()
                .forEach(e -> attempt("remove an endpoint", () -> context.removeEndpoint(e)));
        endpoints.clear();
    }

    private void forgetClasses() {
        ClassLoader own = builder.getClass().getClassLoader();
        if (own != RouteBuilder.class.getClassLoader()) {
            attempt("forget the classes", () -> new ConversionCache(context).forget(own));
        }
    }

    private static Stream<Endpoint> endpointsOf(Route route) {
        Stream<Endpoint> within = route.getServices().stream()
                .flatMap(s -> ServiceHelper.getChildServices(s, true).stream())
                .filter(EndpointAware.class::isInstance)
                .map(s -> ((EndpointAware) s).getEndpoint())
                .filter(Objects::nonNull);
        return Stream.concat(Stream.of(route.getEndpoint()), within);
    }

    private void attempt(String what, Step step) {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            LOG.error("Could not {} of bundle {}", what, bundle, e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
