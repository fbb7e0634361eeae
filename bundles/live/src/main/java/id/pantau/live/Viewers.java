package id.pantau.live;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Who asked for a camera's media of late. Thread-safe. */
final class Viewers {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(15);
    private static final int MOST = 20_000;

    private final ConcurrentMap<String, Long> lastSeen = new ConcurrentHashMap<>();

    /** @param viewer an opaque key; the empty one is the platform itself and not counted */
    void seen(String viewer, long nanos) {
        if (viewer.isEmpty() || lastSeen.replace(viewer, nanos) != null || lastSeen.size() >= MOST) {
            return;
        }
        lastSeen.put(viewer, nanos);
    }

    /** How many were seen during the last 15 s, up to 20,000. */
    int count(long nanos) {
        forget(nanos);
        return lastSeen.size();
    }

    void forget(long nanos) {
        lastSeen.values().removeIf(seen -> nanos - seen > WINDOW);
    }
}
