package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Uptime;
import id.pantau.service.History;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How long each camera was live in the last 30 days. However many partners ask, the database adds it up no more often than once
 * a minute, for all cameras together; some wait for that. Thread-safe.
 */
@Component(service = RecentUptime.class)
public final class RecentUptime {
    static final Duration PERIOD = Duration.ofDays(30);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final History history;
    private final Clock clock;
    private Map<String, Uptime> figures = Map.of();
    private Instant added = Instant.MIN;

    @Activate
    public RecentUptime(@Reference History history) {
        this(history, Clock.systemUTC());
    }

    RecentUptime(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** A camera's figures; null when there are none. */
    @Nullable
    ObjectNode of(String camera) {
        Uptime uptime = figures().get(camera);
        if (uptime == null) {
            return null;
        }
        return Json.object()
                .put("days", PERIOD.toDays())
                .put("livePercent", new UptimeRow(uptime, "").percent())
                .put("liveSeconds", uptime.live().toSeconds())
                .put("degradedSeconds", uptime.degraded().toSeconds())
                .put(
                        "offlineSeconds",
                        uptime.offline().minus(uptime.notShared()).toSeconds())
                .put("notSharedSeconds", uptime.notShared().toSeconds())
                .put("unknownSeconds", uptime.unknown().toSeconds());
    }

    private synchronized Map<String, Uptime> figures() {
        Instant now = clock.instant();
        if (added.isBefore(now.minus(FRESH))) {
            Map<String, Uptime> fresh = new HashMap<>();
            history.uptime(now.minus(PERIOD), now, Uptime.By.CAMERA)
                    .forEach(uptime -> fresh.put(uptime.subject(), uptime));
            figures = fresh;
            added = now;
        }
        return figures;
    }
}
