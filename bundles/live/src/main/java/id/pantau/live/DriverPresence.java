package id.pantau.live;

import id.pantau.model.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which makes have a driver. One that left is not yet gone: only when none of its make came back within the grace, which
 * one in quarantine does not have. Loop only.
 */
final class DriverPresence {
    private final DriverBay bay;
    private final Loop loop;
    private final Duration grace;
    private final Watcher watcher;
    private final long begun;
    private final Map<String, Long> leftAt = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();

    /** Told on the loop. */
    interface Watcher {
        /** Another driver than before is the best of its make. */
        void arrived(String vendor);

        /** The make has had no driver for as long as the grace. */
        void gone(String vendor);
    }

    /** @param grace from now on also for makes of which no driver was ever seen */
    DriverPresence(DriverBay bay, Loop loop, Duration grace, Watcher watcher) {
        this.bay = bay;
        this.loop = loop;
        this.grace = grace;
        this.watcher = watcher;
        this.begun = loop.nanos();
    }

    Optional<DriverPort> driver(String vendor) {
        return bay.best(vendor);
    }

    /** Which makes' drivers recognise the device, best first; asked without a login. */
    void recognise(Endpoint endpoint, Consumer<List<String>> then) {
        bay.ask(endpoint, Errand.probe(endpoint))
                .thenAccept(report -> loop.execute(() -> then.accept(report.candidates())));
    }

    boolean gone(String vendor) {
        return bay.best(vendor).isEmpty()
                && (bay.isQuarantined(vendor) || loop.nanos() - leftAt.getOrDefault(vendor, begun) >= grace.toNanos());
    }

    /** Whether the make's driver misbehaved and is called no more. */
    boolean isQuarantined(String vendor) {
        return bay.isQuarantined(vendor);
    }

    /** A driver of that make came or left. */
    void noticed(String vendor) {
        Optional<DriverPort> best = bay.best(vendor);
        if (best.isEmpty()) {
            leftAt.put(vendor, loop.nanos());
            loop.after(bay.isQuarantined(vendor) ? Duration.ZERO : grace, () -> {
                if (gone(vendor)) {
                    watcher.gone(vendor);
                }
            });
        } else if (!Long.valueOf(best.get().id())
                .equals(lastSeen.put(vendor, best.get().id()))) {
            watcher.arrived(vendor);
        }
    }
}
