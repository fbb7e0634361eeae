package id.pantau.camel.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.camel.impl.DefaultCamelContext;

/** Route files of a test, and what they need. */
final class RouteWorkshop implements AutoCloseable {
    final MemoryPlatform city = new MemoryPlatform();
    final EventBoard board = new EventBoard();
    final Path home;
    final Path secrets;
    private final DefaultCamelContext shared = new DefaultCamelContext();
    final Workshop workshop;

    RouteWorkshop(Path folder) throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        secrets = Files.createDirectory(folder.resolve("secrets"));
        shared.disableJMX();
        shared.start();
        workshop = new Workshop(shared, city.platform, board, home, secrets);
    }

    /** A file with that text, looked at once. */
    FileRoutes file(String name, String text) {
        FileRoutes routes = new FileRoutes(name, workshop);
        routes.update(new FileRoutes.Version(text, ""), Instant.now());
        return routes;
    }

    @Override
    public void close() {
        shared.stop();
    }
}
