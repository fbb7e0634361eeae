package id.pantau.live;

import id.pantau.spi.vendor.DeviceEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What of one camera's events is news: some devices repeat for ever that there is no motion. Lets through at most two events a second,
 * after the first twenty. Loop only.
 */
final class EventDigest {
    private static final int MOST_SOURCES = 256;
    private static final int BURST = 20;
    private static final double PER_SECOND = 2;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Map<Source, Last> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Last> eldest) {
            return size() > MOST_SOURCES;
        }
    };
    private double tokens = BURST;
    private long filled = Long.MIN_VALUE;

    private record Source(DeviceEvent.Kind kind, String channel, String source) {}

    private record Last(DeviceEvent.State state, long nanos) {}

    /** @param nanos {@link Loop#nanos()} */
    boolean isNews(DeviceEvent event, long nanos) {
        Source source = new Source(event.kind(), event.channel(), event.source());
        if (repeats(event.state(), last.get(source), nanos) || !take(nanos)) {
            return false;
        }
        last.put(source, new Last(event.state(), nanos));
        return true;
    }

    private static boolean repeats(DeviceEvent.State is, @Nullable Last was, long nanos) {
        return switch (is) {
            case BEGUN -> was != null && was.state() == DeviceEvent.State.BEGUN;
            case ENDED -> was == null || was.state() != DeviceEvent.State.BEGUN;
            case MOMENT -> was != null && was.state() == DeviceEvent.State.MOMENT && nanos - was.nanos() < SECOND;
        };
    }

    private boolean take(long nanos) {
        if (filled != Long.MIN_VALUE) {
            tokens = Math.min(BURST, tokens + (nanos - filled) / SECOND * PER_SECOND);
        }
        filled = nanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
