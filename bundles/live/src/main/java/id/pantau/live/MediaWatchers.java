package id.pantau.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know when a camera's media change. Thread-safe. */
final class MediaWatchers {
    private static final Logger LOG = LoggerFactory.getLogger(MediaWatchers.class);

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    /** The same function may watch twice. */
    private record Watcher(Consumer<String> changed, Object identity) {}

    Runnable add(Consumer<String> changed) {
        Watcher watcher = new Watcher(changed, new Object());
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void tell(String camera) {
        for (Watcher watcher : watchers) {
            try {
                watcher.changed().accept(camera);
            } catch (RuntimeException e) {
                // its failure must not end the camera's pull
                LOG.error("A watcher of the cameras' media failed", e);
            }
        }
    }
}
