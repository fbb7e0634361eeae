package id.pantau.camel.runtime;

import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

@Timeout(60)
class RouteHubTest {
    private final DefaultCamelContext context = PantauContext.start(new DefaultClassResolver());
    private final RouteHub hub = new RouteHub(context, Duration.ofSeconds(6), Duration.ofSeconds(6));

    @AfterEach
    void stop() {
        hub.stop();
        context.stop();
    }

    @Test
    void a_builder_leaves_with_exactly_its_own_routes() {
        ServiceReference<RoutesBuilder> a = bind("id.example.a", routes("id.example.a.one", "id.example.a.two"));
        bind("id.example.b", routes("id.example.b.one"));
        awaitRoutes("id.example.a.one", "id.example.a.two", "id.example.b.one");
        Route other = context.getRoute("id.example.b.one");

        hub.unbind(a);

        awaitRoutes("id.example.b.one");
        assertSame(other, context.getRoute("id.example.b.one"));
        assertTrue(other.getConsumer() != null
                && context.getRouteController()
                        .getRouteStatus("id.example.b.one")
                        .isStarted());
        assertNull(context.getRouteDefinition("id.example.a.one"));
        assertEquals(Set.of("direct://id.example.b.one", "mock://id.example.b.one"), endpointUris());
    }

    @Test
    void a_builder_whose_routes_do_not_carry_the_bundles_name_is_refused_whole() {
        bind("id.example.a", routes("id.example.a.good", "id.other.bad"));
        bind("id.example.a", routes("id.example.ab"));
        bind("id.example.a", new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nameless").to("mock:nameless");
            }
        });
        bind("id.example.b", routes("id.example.b.one"));
        awaitRoutes("id.example.b.one");
    }

    @Test
    void a_builder_whose_route_id_is_taken_is_refused_and_the_first_one_runs_on() {
        bind("id.example.a", routes("id.example.a.one"));
        awaitRoutes("id.example.a.one");
        Route first = context.getRoute("id.example.a.one");
        ServiceReference<RoutesBuilder> second = bind("id.example.a", routes("id.example.a.two", "id.example.a.one"));
        bind("id.example.b", routes("id.example.b.one"));
        awaitRoutes("id.example.a.one", "id.example.b.one");
        hub.unbind(second);
        bind("id.example.c", routes("id.example.c.one"));
        awaitRoutes("id.example.a.one", "id.example.b.one", "id.example.c.one");
        assertSame(first, context.getRoute("id.example.a.one"));
    }

    @Test
    void a_builder_that_throws_or_cannot_start_hurts_nobody_and_leaves_nothing() {
        bind("id.example.a", new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("id.example.a.one").to("mock:a");
                throw new IllegalStateException("not today");
            }
        });
        bind("id.example.b", new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:b").routeId("id.example.b.one").to("mock:b");
                from("file:/dev/null/x?directoryMustExist=true&autoCreate=false")
                        .routeId("id.example.b.two")
                        .to("nosuchcomponent:x");
            }
        });
        bind("id.example.c", new RouteBuilder() {
            @Override
            public void configure() {
                throw new NoClassDefFoundError("org/example/Gone");
            }
        });
        bind("id.example.d", routes("id.example.d.one"));
        awaitRoutes("id.example.d.one");
        assertEquals(Set.of("direct://id.example.d.one", "mock://id.example.d.one"), endpointUris());
    }

    @Test
    void a_configure_that_never_ends_does_not_keep_others_waiting_for_ever() {
        RouteHub impatient = new RouteHub(context, Duration.ofMillis(200), Duration.ofMillis(200));
        CountDownLatch interrupted = new CountDownLatch(1);
        impatient.bind(service("id.example.a"), new RouteBuilder() {
            @Override
            public void configure() throws InterruptedException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
        });
        impatient.bind(service("id.example.b"), routes("id.example.b.one"));
        awaitRoutes("id.example.b.one");
        await().until(() -> interrupted.getCount() == 0);
        impatient.stop();
    }

    @Test
    void a_route_with_a_message_stuck_in_it_is_gone_within_the_deadline_and_nobody_waits_for_it() {
        CountDownLatch inside = new CountDownLatch(1);
        ServiceReference<RoutesBuilder> stuck = bind("id.example.a", new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:stuck").routeId("id.example.a.one").process(e -> {
                    inside.countDown();
                    new CountDownLatch(1).await();
                });
            }
        });
        awaitRoutes("id.example.a.one");
        context.createProducerTemplate().sendBody("seda:stuck", "x");
        await().until(() -> inside.getCount() == 0);

        long before = System.nanoTime();
        hub.unbind(stuck);
        long handedOff = System.nanoTime() - before;
        bind("id.example.b", routes("id.example.b.one"));

        await().atMost(Duration.ofSeconds(10)).until(() -> context.getRoute("id.example.a.one") == null);
        awaitRoutes("id.example.b.one");
        assertTrue(handedOff < Duration.ofSeconds(4).toNanos(), "unbind waited for the route");
    }

    @Test
    void templates_come_and_go_with_their_builder() {
        ServiceReference<RoutesBuilder> a = bind("id.example.a", new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("id.example.a.copier")
                        .templateParameter("from")
                        .from("direct:{{from}}")
                        .to("mock:{{from}}");
                templatedRoute("id.example.a.copier")
                        .routeId("id.example.a.copy")
                        .parameter("from", "x");
            }
        });
        awaitRoutes("id.example.a.copy");
        hub.unbind(a);
        awaitRoutes();
        assertNull(context.getRouteTemplateDefinition("id.example.a.copier"));
    }

    @Test
    void a_builder_that_would_change_the_whole_context_is_refused() {
        bind("id.example.a", new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration().onException(Exception.class).handled(true);
            }
        });
        bind("id.example.b", routes("id.example.b.one"));
        awaitRoutes("id.example.b.one");
        assertTrue(context.getRouteConfigurationDefinitions().isEmpty());
    }

    @Test
    void twenty_swaps_leave_no_class_loader_behind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            loaders.add(swapOnce());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return loaders.stream().filter(l -> l.get() != null).count() <= 1;
        });
        assertEquals(Set.of(), endpointUris());
    }

    @Test
    void routes_that_use_a_component_leave_with_it_and_come_back_with_the_next_and_others_go_on() throws Exception {
        bind("id.example.a", users());
        ServiceReference<RoutesBuilder> leaving = bind("id.example.b", new RouteBuilder() {
            @Override
            public void configure() {
                from("own:read").routeId("id.example.b.one").to("mock:b");
            }
        });
        bind("id.example.c", routes("id.example.c.one"));
        awaitRoutes("id.example.c.one");
        Route other = context.getRoute("id.example.c.one");

        PluginComponent first = new PluginComponent();
        ServiceReference<Component> service = bindComponent(first);
        awaitRoutes("id.example.a.to", "id.example.a.tod", "id.example.b.one", "id.example.c.one");
        assertAnswersOf(first);

        hub.unbindComponent(service);
        awaitRoutes("id.example.c.one");
        await().until(() -> context.hasComponent("own") == null);
        assertEquals(Set.of("direct://id.example.c.one", "mock://id.example.c.one"), endpointUris());
        hub.unbind(leaving);

        PluginComponent second = new PluginComponent();
        bindComponent(second);
        awaitRoutes("id.example.a.to", "id.example.a.tod", "id.example.c.one");
        assertAnswersOf(second);
        assertSame(other, context.getRoute("id.example.c.one"));
    }

    private void assertAnswersOf(PluginComponent component) throws Exception {
        try (ProducerTemplate sender = context.createProducerTemplate()) {
            assertSame(component, sender.requestBody("direct:to", "x"));
            assertSame(component, sender.requestBodyAndHeader("direct:tod", "x", "name", "y"));
        }
    }

    private static RouteBuilder users() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).to("own:failed");
                from("direct:to")
                        .routeId("id.example.a.to")
                        .choice()
                        .when(body().isNotNull())
                        .to("own:x")
                        .end();
                from("direct:tod").routeId("id.example.a.tod").toD("own:${header.name}");
            }
        };
    }

    @Test
    void components_that_left_leave_no_class_loader_behind_though_their_users_stay() throws Exception {
        bind("id.example.a", new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).to("own:failed");
                from("direct:to").routeId("id.example.a.to").to("own:x");
            }
        });
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            loaders.add(swapComponentOnce());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return loaders.stream().filter(l -> l.get() != null).count() <= 1;
        });
    }

    private WeakReference<ClassLoader> swapComponentOnce() throws Exception {
        ClassLoader loader = new PluginLoader(PluginComponent.class);
        Component component = (Component) loader.loadClass(PluginComponent.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        ServiceReference<Component> service = bindComponent(component);
        awaitRoutes("id.example.a.to");
        try (ProducerTemplate sender = context.createProducerTemplate()) {
            assertSame(component, sender.requestBody("direct:to", "x"));
        }
        hub.unbindComponent(service);
        awaitRoutes();
        await().until(() -> context.hasComponent("own") == null);
        return new WeakReference<>(loader);
    }

    @SuppressWarnings("unchecked")
    private ServiceReference<Component> bindComponent(Component component) {
        ServiceReference<Component> service = proxy(ServiceReference.class, "getProperty", "own");
        hub.bindComponent(service, component);
        return service;
    }

    private WeakReference<ClassLoader> swapOnce() throws Exception {
        ClassLoader loader = new PluginLoader(PluginRoutes.class);
        RoutesBuilder builder = (RoutesBuilder) loader.loadClass(PluginRoutes.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        ServiceReference<RoutesBuilder> service = bind("id.example.a", builder);
        awaitRoutes("id.example.a.one", "id.example.a.two");
        try (ProducerTemplate sender = context.createProducerTemplate()) {
            sender.sendBody("direct:plugin", "x");
        }
        hub.unbind(service);
        awaitRoutes();
        return new WeakReference<>(loader);
    }

    /** Has its own copy of the plugin's classes, as a bundle would. */
    private static final class PluginLoader extends ClassLoader {
        private final Class<?> plugin;

        PluginLoader(Class<?> plugin) {
            super(RouteHubTest.class.getClassLoader());
            this.plugin = plugin;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(plugin.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static RouteBuilder routes(String... ids) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (String id : ids) {
                    from("direct:" + id).routeId(id).to("mock:" + id);
                }
            }
        };
    }

    private ServiceReference<RoutesBuilder> bind(String bundle, RoutesBuilder builder) {
        ServiceReference<RoutesBuilder> service = service(bundle);
        hub.bind(service, builder);
        return service;
    }

    private void awaitRoutes(String... ids) {
        await().atMost(Duration.ofSeconds(30)).until(() -> routeIds().equals(Set.of(ids)));
        assertEquals(Set.of(ids), routeIds());
    }

    private Set<String> routeIds() {
        return context.getRoutes().stream().map(Route::getRouteId).collect(toSet());
    }

    private Set<String> endpointUris() {
        Set<String> uris = new TreeSet<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            uris.add(endpoint.getEndpointUri());
        }
        return uris;
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<RoutesBuilder> service(String bundle) {
        Bundle owner = proxy(Bundle.class, "getSymbolicName", bundle);
        return proxy(ServiceReference.class, "getBundle", owner);
    }

    /** Answers one method, and is equal to itself only. */
    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, String method, Object answer) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, m, arguments) -> {
            List<Object> all = arguments == null ? List.of() : List.of(arguments);
            return switch (m.getName()) {
                case "equals" -> self == all.get(0);
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> type.getSimpleName();
                default -> {
                    if (!m.getName().equals(method)) {
                        throw new UnsupportedOperationException(m.getName());
                    }
                    yield answer;
                }
            };
        });
    }
}
