package id.pantau.configuration;

import id.pantau.service.ConfigurationProblems;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.slf4j.LoggerFactory;

/**
 * Registers the guard. Not a declarative component, because it has to be there before the component runtime reads the
 * first configuration: the bundle starts before it.
 */
public final class ConfigurationActivator implements BundleActivator {

    /** After Karaf's interpolation plugin (500), so that placeholders are already resolved. At most 1000 may modify. */
    private static final int RANKING = 900;

    @Override
    public void start(BundleContext context) {
        var problems = new Problems();
        var guard = new ConfigurationGuard(new Metatypes(context), new LastGood(folder(context)), problems);
        var properties = new Hashtable<String, Object>();
        properties.put(ConfigurationPlugin.CM_RANKING, RANKING);
        context.registerService(ConfigurationPlugin.class, guard, properties);
        context.registerService(SynchronousConfigurationListener.class, guard, null);
        context.registerService(ConfigurationProblems.class, problems, null);
    }

    /** The framework unregisters the services. */
    @Override
    public void stop(BundleContext context) {}

    private static Optional<Path> folder(BundleContext context) {
        Optional<Path> folder = Optional.ofNullable(context.getProperty("pantau.state"))
                .map(state -> Path.of(state).resolve("configuration"));
        if (folder.isEmpty()) {
            LoggerFactory.getLogger(ConfigurationActivator.class)
                    .warn("pantau.state is not set: good configurations are not remembered across a restart");
        }
        return folder;
    }
}
