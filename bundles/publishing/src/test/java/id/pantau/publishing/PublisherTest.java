package id.pantau.publishing;

import static id.pantau.publishing.City.PUBLIC_SPACE;
import static id.pantau.publishing.City.SARI;
import static id.pantau.publishing.MemoryViews.picture;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications.PolicyInfo;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest.Load;
import id.pantau.spi.policy.StreamPolicy;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

@Timeout(60)
final class PublisherTest {
    private final City city = new City().with("street000001", Scene.STREET).with("lobby0000001", Scene.LOBBY);
    private final MemoryViews views = new MemoryViews();
    private final Publisher publisher = new Publisher(
            city.cameras(),
            city.store(),
            views,
            (camera, at) -> Optional.empty(),
            (camera, others) -> Load.UNLIMITED,
            camera -> true,
            config(3_600, "public-space"));
    private final ServiceReference<StreamPolicy> publicSpace = reference(17L, "public-space");
    private CamelContext camel;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.addRoutes(new PublicationRoutes(publisher.book()));
        camel.start();
        publisher.setCamel(camel);
        publisher.addPolicy(publicSpace, PUBLIC_SPACE);
    }

    @AfterEach
    void stop() {
        publisher.stop();
        camel.stop();
    }

    @Test
    @DisplayName("a request takes the Camel route to the public page, or comes back with the refusal")
    void requestsTakeTheRoute() throws Exception {
        publisher.publish("street000001", SARI, "asked");
        assertTrue(publisher.of("street000001").isPublic());

        PublicationRefusedException refusal =
                assertThrows(PublicationRefusedException.class, () -> publisher.publish("lobby0000001", SARI, "asked"));
        assertEquals("Pasal 1", refusal.article());
        assertThrows(NoSuchElementException.class, () -> publisher.publish("nosuch", SARI, "asked"));
        assertEquals(1, publisher.all().size());
    }

    @Test
    @DisplayName("without the route nothing is published, in words; what is public is answered and can be withdrawn")
    void answersWithoutCamel() throws Exception {
        publisher.publish("street000001", SARI, "asked");
        camel.getRouteController().stopRoute(PublicationRoutes.ID);
        assertThrows(PublicationRefusedException.class, () -> publisher.publish("street000001", SARI, ""));
        publisher.unsetCamel(camel);
        String words = assertThrows(
                        PublicationRefusedException.class, () -> publisher.publish("street000001", SARI, ""))
                .reason()
                .en();
        assertTrue(words.startsWith("The message routes are not running"), words);

        assertTrue(publisher.of("street000001").isPublic());
        publisher.withdraw("street000001", SARI, "complaint");
        assertTrue(publisher.of("street000001").reason().isPresent());
    }

    @Test
    @DisplayName("what policies come to say is acted upon without anybody asking")
    void reviewsByItself() throws Exception {
        publisher.publish("street000001", SARI, "asked");
        ServiceReference<StreamPolicy> schedule = reference(18L, "schedule");
        publisher.addPolicy(schedule, City.DENIES);
        await().until(() -> !publisher.of("street000001").isPublic());
        publisher.removePolicy(schedule);
        publisher.configure(config(0, "public-space"));
        await().until(() -> publisher.of("street000001").isPublic());
        publisher.removePolicy(publicSpace);
        await().until(() -> !publisher.of("street000001").isPublic());
        publisher.addPolicy(publicSpace, PUBLIC_SPACE);
        await().until(() -> publisher.of("street000001").isPublic());
        city.with("street000001", Scene.LOBBY);
        publisher.changed(city.cameras.get("street000001"));
        await().until(() -> !publisher.of("street000001").isPublic());
        publisher.removed("street000001");
        await().until(() -> publisher.all().isEmpty());
    }

    @Test
    @DisplayName(
            "a changed view takes the camera off before the listener returns, then in the store, until somebody confirms")
    void withdrawsForTheView() throws Exception {
        views.listeners.add(publisher::changed);
        views.approve("street000001", MemoryViews.picture(Instant.now()), SARI, "");
        publisher.publish("street000001", SARI, "asked");
        CountDownLatch disk = new CountDownLatch(1);
        city.beforeSave = () -> hold(disk);
        views.changed("street000001", MemoryViews.picture(Instant.now()), "shifted by 14 %", SARI);
        assertEquals(
                Optional.of(Reason.VIEW_CHANGED), publisher.of("street000001").reason());
        assertEquals(List.of(publisher.of("street000001")), publisher.all());
        disk.countDown();
        await().until(() -> !city.stored.get("street000001").isPublic());
        assertEquals("system:publishing: shifted by 14 %", city.audit.get(1));

        assertThrows(PublicationRefusedException.class, () -> publisher.publish("street000001", SARI, "asked"));
        publisher.confirm("street000001", MemoryViews.picture(Instant.now()), SARI, "looks at the square");
        assertTrue(publisher.of("street000001").isPublic());
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("explains who says what and who is missing")
    void explains() {
        publisher.configure(config(30, "public-space, schedule", "capacity"));
        assertEquals(
                List.of(
                        new PolicyInfo("capacity", true, false, ""),
                        new PolicyInfo("public-space", true, true, "id.example.public-space", "1.2.3"),
                        new PolicyInfo("schedule", true, false, "")),
                publisher.policies());
        var street = publisher.explain("street000001");
        assertEquals(Map.of("public-space", Decision.Allow.FREELY), street.byPolicy());
        assertEquals(List.of("capacity", "schedule"), street.missing());
        assertTrue(street.combined() instanceof Decision.Deny deny
                && deny.reason().en().contains("capacity, schedule"));
        assertTrue(publisher.explain("lobby0000001").combined() instanceof Decision.Deny deny
                && deny.article().equals("Pasal 1"));
        assertThrows(NoSuchElementException.class, () -> publisher.explain("nosuch"));
    }

    @Test
    @DisplayName("explains that a view which changed is not shown whatever the policies say")
    void explainsChangedViews() {
        views.approve("street000001", picture(Instant.now()), SARI, "");
        assertTrue(publisher.explain("street000001").combined() instanceof Decision.Allow);

        views.changed("street000001", picture(Instant.now()), "moved", SARI);

        var changed = publisher.explain("street000001");
        assertEquals(Map.of("public-space", Decision.Allow.FREELY), changed.byPolicy());
        assertEquals(new Decision.Deny(Reason.VIEW_CHANGED.text(), ""), changed.combined());
    }

    @Test
    @DisplayName("a name that no policy can have is refused as configuration")
    void checksItsConfiguration() {
        PolicyNames check = new PolicyNames();
        assertEquals(Optional.empty(), check.problem(Map.of("required", List.of("public-space, capacity"))));
        assertEquals(Optional.empty(), check.problem(Map.of()));
        assertTrue(check.problem(Map.of("required", List.of("public-space", "Public Space")))
                .orElseThrow()
                .startsWith("required: "));
    }

    private static PublishingConfig config(int absenceSeconds, String... required) {
        return config("sub", absenceSeconds, required);
    }

    private static PublishingConfig config(String publicRendition, int absenceSeconds, String... required) {
        return new PublishingConfig() {
            @Override
            public String[] required() {
                return required;
            }

            @Override
            public String publicRendition() {
                return publicRendition;
            }

            @Override
            public int absenceSeconds() {
                return absenceSeconds;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return PublishingConfig.class;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<StreamPolicy> reference(long id, String name) {
        Bundle bundle = (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (self, method, arguments) ->
                        method.getName().equals("getVersion") ? new Version(1, 2, 3) : "id.example." + name);
        Map<String, Object> properties = Map.of("service.id", id, "pantau.policy", name);
        return (ServiceReference<StreamPolicy>) Proxy.newProxyInstance(
                ServiceReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) ->
                        method.getName().equals("getBundle") ? bundle : properties.get((String) arguments[0]));
    }
}
