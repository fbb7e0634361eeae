package id.pantau.publishing.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What one viewer of a camera is expected to need, in bits per second. Thread-safe. */
final class Rates {
    /** For a camera that was not measured yet: that of a main stream. */
    static final long ASSUMED = 2_000_000;

    /** What goes over the line beside the video: playlists, HTTP, TLS, TCP/IP, and bits of it twice. */
    private static final long OVERHEAD_PERCENT = 10;

    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);
    private static final long KEPT = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST = 10_000;

    private final ToLongFunction<String> measured;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Rate> rates = new ConcurrentHashMap<>();

    private record Rate(long bits, long at) {}

    /** @param measured a camera's bits per second, 0 while nothing comes from it */
    Rates(ToLongFunction<String> measured, LongSupplier nanoTime) {
        this.measured = measured;
        this.nanoTime = nanoTime;
    }

    /** Through an outage it stays what it was before. */
    long of(String camera) {
        long now = nanoTime.getAsLong();
        Rate known = rates.get(camera);
        if (known != null && now - known.at < FRESH) {
            return known.bits;
        }
        long video = measured.applyAsLong(camera);
        long before = known == null ? withOverhead(ASSUMED) : known.bits;
        Rate rate = new Rate(video > 0 ? withOverhead(video) : before, now);
        if (known != null || rates.size() < MOST) {
            rates.put(camera, rate);
        }
        return rate.bits;
    }

    void forget() {
        long now = nanoTime.getAsLong();
        rates.values().removeIf(rate -> now - rate.at > KEPT);
    }

    private static long withOverhead(long video) {
        return video + video / 100 * OVERHEAD_PERCENT;
    }
}
