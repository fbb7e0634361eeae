package id.pantau.registry;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database on a thread of its own, so that one that does not answer holds up nothing else, and only then
 * offers {@link Database} as a service, which the registry's own services wait for.
 */
@Component(
        immediate = true,
        service = {})
public final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final long PAUSE_MILLIS = 5000;

    private final BundleContext context;
    private final DataSource source;
    private final long pauseMillis;
    private final Path state;
    private final Thread thread;
    private @Nullable ServiceRegistration<Database> registration;
    private boolean stopped;

    @Activate
    public Startup(BundleContext context, @Reference(target = "(dataSourceName=pantau)") DataSource source) {
        this(context, source, PAUSE_MILLIS);
    }

    Startup(BundleContext context, DataSource source, long pauseMillis) {
        String folder = context.getProperty("pantau.state");
        if (folder == null || folder.isBlank()) {
            throw new IllegalStateException("the property pantau.state does not say where the state folder is");
        }
        this.context = context;
        this.source = source;
        this.pauseMillis = pauseMillis;
        state = Path.of(folder);
        thread = new Thread(this::run, "pantau-registry-startup");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() {
        ServiceRegistration<Database> offered;
        synchronized (this) {
            stopped = true;
            offered = registration;
            registration = null;
        }
        thread.interrupt();
        if (offered != null) {
            offered.unregister();
        }
    }

    private void run() {
        String told = "";
        while (true) {
            try {
                offer(Database.open(source, state));
                return;
            } catch (RegistryRefusedException e) {
                LOG.error("The registry does not start. {}", e.getMessage(), e.getCause());
                return;
            } catch (SQLException | DatabaseException e) {
                String problem = String.valueOf(e instanceof DatabaseException ? e.getCause() : e);
                if (!problem.equals(told)) {
                    LOG.error("The registry's database does not answer, trying again until it does: {}", problem);
                    told = problem;
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.error("The registry does not start, for a reason that nobody foresaw", e);
                return;
            }
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void offer(Database database) {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        ServiceRegistration<Database> offered = context.registerService(Database.class, database, null);
        boolean late;
        synchronized (this) {
            late = stopped;
            if (!late) {
                registration = offered;
            }
        }
        if (late) {
            offered.unregister();
        }
    }
}
