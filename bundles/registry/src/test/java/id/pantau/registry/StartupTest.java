package id.pantau.registry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

@DisplayName("The registry's start")
class StartupTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path state;

    private final List<Object> offered = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();

    /** A framework that knows where the state is, and takes one kind of service. */
    private BundleContext framework(String folder) {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getProperty")) {
                        return folder;
                    }
                    if (method.getName().equals("registerService")) {
                        offered.add(arguments[1]);
                        return registration(arguments[1]);
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private ServiceRegistration<?> registration(Object service) {
        return (ServiceRegistration<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("unregister")) {
                        offered.remove(service);
                        return null;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    /** A database that answers only while it is not {@link #down}. */
    private DataSource database() {
        DataSource real = DatabaseKind.h2(state);
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    if (down.get()) {
                        throw new SQLException("connection refused", "08001");
                    }
                    return method.invoke(real, arguments);
                });
    }

    @Test
    @DisplayName("waits for a database that does not answer yet, without holding anybody up")
    void waits() {
        down.set(true);
        Startup startup = new Startup(framework(state.toString()), database(), 10);
        await().atMost(PATIENCE).until(() -> asked.get() > 3);
        assertEquals(List.of(), offered);
        down.set(false);
        await().atMost(PATIENCE).until(() -> offered.size() == 1);
        startup.stop();
        assertEquals(List.of(), offered);
    }

    @Test
    @DisplayName("that is stopped while it waits offers nothing any more")
    void stopped() {
        down.set(true);
        Startup startup = new Startup(framework(state.toString()), database(), 10);
        await().atMost(PATIENCE).until(() -> asked.get() > 1);
        startup.stop();
        down.set(false);
        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("pantau-registry-startup")));
        assertEquals(List.of(), offered);
    }

    @Test
    @DisplayName("offers nothing when the registry must not start, and leaves the database alone then")
    void refused() throws Exception {
        try (Connection c = DatabaseKind.h2(state).getConnection()) {
            new Registry(DatabaseKind.h2(state), state).furnished().addCamera("A");
            Files.delete(state.resolve("keys").resolve("registry.json"));
            Startup startup = new Startup(framework(state.toString()), database(), 10);
            await().atMost(PATIENCE)
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("pantau-registry-startup")));
            assertEquals(List.of(), offered);
            startup.stop();
            assertEquals(
                    1,
                    Sql.list(c, r -> r.getString("id"), "select id from cameras")
                            .size());
        }
    }

    @Test
    @DisplayName("says so when nobody told it where the state is")
    void noState() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> new Startup(framework(null), database(), 10));
        assertEquals("the property pantau.state does not say where the state folder is", refused.getMessage());
    }
}
