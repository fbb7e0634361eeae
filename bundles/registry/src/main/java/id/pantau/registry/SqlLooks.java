package id.pantau.registry;

import id.pantau.model.Look;
import id.pantau.service.Looks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The looks in the database, each written about once a minute. */
@Component(immediate = true)
public final class SqlLooks implements Looks {
    private static final Logger LOG = LoggerFactory.getLogger(SqlLooks.class);
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_TOLD = 10_000;

    private final Database database;
    private final Clock clock;
    private final Map<Watching, Instant> noted = new ConcurrentHashMap<>();

    private record Watching(String camera, String who) {}

    @Activate
    public SqlLooks(@Reference Database database) {
        this(database, Clock.systemDefaultZone());
    }

    SqlLooks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void note(String camera, String who) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant before = noted.getOrDefault(new Watching(camera, who), Instant.MIN);
        if (before.isAfter(now.minus(OFTEN_ENOUGH))) {
            return;
        }
        if (noted.size() >= MOST_REMEMBERED) {
            noted.clear();
        }
        noted.put(new Watching(camera, who), now);
        LocalDate day = now.atZone(clock.getZone()).toLocalDate();
        try {
            database.transactions().note(c -> {
                LookTable.note(c, camera, who, day, now);
                return true;
            });
        } catch (KeyTakenException e) {
            LOG.debug("Another request noted the same look", e);
        }
    }

    @Override
    public List<Look> of(String partner, LocalDate since) {
        return database.transactions().read(c -> LookTable.of(c, partner, since, MOST_TOLD));
    }
}
