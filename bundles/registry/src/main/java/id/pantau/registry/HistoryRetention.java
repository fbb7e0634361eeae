package id.pantau.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, a while after the start and then once a day, the history that is older than the configuration says. A few rows at
 * a time, so that nobody waits long for the database meanwhile.
 */
@Component(service = HistoryRetention.class, immediate = true, configurationPid = "id.pantau.registry")
@Designate(ocd = RegistryConfiguration.class)
public final class HistoryRetention {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRetention.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private final Database database;
    private final Duration kept;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "pantau-registry-retention");
        daemon.setDaemon(true);
        return daemon;
    });

    @Activate
    public HistoryRetention(@Reference Database database, RegistryConfiguration configuration) {
        this(database, Duration.ofDays(configuration.historyDays()), Clock.systemUTC());
        thread.scheduleWithFixedDelay(this::run, FIRST.toMinutes(), PAUSE.toMinutes(), TimeUnit.MINUTES);
    }

    HistoryRetention(Database database, Duration kept, Clock clock) {
        this.database = database;
        this.kept = kept;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
    }

    private void run() {
        try {
            long rows = forget(BATCH);
            if (rows > 0) {
                LOG.info("Forgot {} rows of history older than {} days", rows, kept.toDays());
            }
        } catch (DatabaseException e) {
            LOG.warn("Old history stays until tomorrow: {}", e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Old history stays until tomorrow, for a reason that nobody foresaw", e);
        }
    }

    /**
     * Forgets what is too old; stops early when its thread is interrupted.
     *
     * @param batch how many rows in one transaction, at most
     * @return how many rows in all
     */
    long forget(int batch) {
        Instant before = clock.instant().minus(kept);
        long all = 0;
        int some;
        do {
            some = database.transactions().note(c -> HistoryTable.forget(c, before, batch));
            all += some;
        } while (some == batch && !Thread.currentThread().isInterrupted());
        database.transactions().note(c -> {
            ObservedTable.forget(c, before);
            LookTable.forget(c, before.atZone(clock.getZone()).toLocalDate());
            return true;
        });
        return all;
    }
}
