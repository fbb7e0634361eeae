package id.pantau.itests.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An integrator's bundle that uses {@code pantau:}: writes each status into a file of the home folder, and a picture of what is live. */
public final class PantauRoutes implements BundleActivator {
    public static final String FILE = "statuses";

    @Override
    public void start(BundleContext context) {
        Path file = Path.of(context.getProperty("pantau.home"), FILE);
        String id = context.getBundle().getSymbolicName() + ".statuses";
        context.registerService(RoutesBuilder.class, new Routes(id, file), null);
    }

    @Override
    public void stop(BundleContext context) {}

    private static final class Routes extends RouteBuilder {
        private final String id;
        private final Path file;

        Routes(String id, Path file) {
            this.id = id;
            this.file = file;
        }

        @Override
        public void configure() {
            from("pantau:events?type=status-changed").routeId(id).process(exchange -> {
                String line = exchange.getMessage().getHeader("PantauCameraName") + " "
                        + exchange.getMessage().getHeader("PantauStatus") + "\n";
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            });
        }
    }
}
