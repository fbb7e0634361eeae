package id.pantau.live;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one driver behaves, and so whether it may stay. What it does wrong with one device while it serves others well is
 * taken for that device's oddity: only a driver that fails most of its devices is condemned. Thread-safe.
 */
final class Conduct {
    /** So many calls running end badly, with none between that ended well. */
    static final int BAD_RUNNING = 5;

    /** So many devices' calls do not return at the same time, whatever else is well. */
    static final int MOST_STUCK = 3;

    private static final int MOST_DEVICES = 1000;

    private final Consumer<String> condemned;
    private final Map<Errand.Kind, Record> records = new EnumMap<>(Errand.Kind.class);
    private boolean told;

    /** @param condemned told why, once, on the thread of the last straw; must not block */
    Conduct(Consumer<String> condemned) {
        this.condemned = condemned;
        for (Errand.Kind kind : Errand.Kind.values()) {
            records.put(kind, new Record());
        }
    }

    /** A call came back as the contract says, with an answer or a {@code CameraException}. */
    void well(Errand errand) {
        of(errand).well(errand.device());
    }

    /** A call threw something else, or its answer was rubbish. */
    void badly(Errand errand, String what) {
        judge(errand, of(errand).badly(errand.device(), 1, false), what);
    }

    /**
     * A call was not back in time although the device is there. Of a device that was served well before it says nothing: that
     * device is slow now.
     */
    void late(Errand errand, String what) {
        judge(errand, of(errand).badly(errand.device(), 1, true), what);
    }

    /** One time is enough: a call ignored for seconds that it was interrupted, or a device's events come in a flood. */
    void gravely(Errand errand, String what) {
        judge(errand, of(errand).badly(errand.device(), BAD_RUNNING, false), what);
    }

    /** Beyond doubt, whatever other devices say. */
    void condemn(String what) {
        judge(what);
    }

    private Record of(Errand errand) {
        return Objects.requireNonNull(records.get(errand.kind()));
    }

    private void judge(Errand errand, boolean guilty, String what) {
        if (guilty && errand.kind() != Errand.Kind.TRIAL) {
            judge(what);
        }
    }

    private void judge(String what) {
        synchronized (this) {
            if (told) {
                return;
            }
            told = true;
        }
        condemned.accept(what);
    }

    /** The calls of one kind. */
    private static final class Record {
        private final Map<String, Boolean> wellLast = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > MOST_DEVICES;
            }
        };
        private int running;

        synchronized void well(String device) {
            wellLast.put(device, true);
            running = 0;
        }

        synchronized boolean badly(String device, int weight, boolean excusable) {
            @Nullable Boolean before = wellLast.get(device);
            if (excusable && Boolean.TRUE.equals(before)) {
                return false;
            }
            wellLast.put(device, false);
            running = Math.min(BAD_RUNNING, running + weight);
            long bad = wellLast.values().stream().filter(well -> !well).count();
            return running == BAD_RUNNING && bad >= 2 * (wellLast.size() - bad);
        }
    }
}
