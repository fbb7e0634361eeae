package id.pantau.itests.plugin;

import id.pantau.service.Fact;
import id.pantau.service.Facts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What an integrator adds who wants to know what cameras notice: writes each as a line of a file in the home folder. */
public final class EventLog implements BundleActivator {
    public static final String FILE = "camera-events";

    @Override
    public void start(BundleContext context) {
        Path file = Path.of(context.getProperty("pantau.home"), FILE);
        String id = context.getBundle().getSymbolicName() + ".events";
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
            from(Facts.topic(Fact.CAMERA_EVENT)).routeId(id).process(exchange -> {
                Fact fact = exchange.getIn().getBody(Fact.class);
                String line = fact.camera() + " " + fact.attributes().get("kind") + " "
                        + fact.attributes().get("state") + " "
                        + fact.attributes().get("raw").replaceAll("\\s+", " ") + "\n";
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            });
        }
    }
}
