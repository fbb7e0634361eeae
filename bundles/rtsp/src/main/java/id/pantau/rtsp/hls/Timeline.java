package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.time.Duration;
import java.time.Instant;

/**
 * The camera's own time line: connections and codings come and go, it only rises, a gap is as long as it was on the clock,
 * and nothing is shown at the time of something before it. Each stretch begins with a key picture that is shown when it is
 * decoded, as CMAF has it (ISO/IEC 23000-19, section 7.5.17): pictures that are shown before one that comes earlier then
 * have negative offsets, and stretches of different reorder depth join without a hole.
 */
final class Timeline {
    private static final long TICKS_PER_MILLI = AccessUnit.TICKS_PER_SECOND / 1000;

    /** A camera that only changes its coding goes on within this; what is longer was a pause. */
    private static final long JOINED = AccessUnit.TICKS_PER_SECOND / 2;

    private Next next = Next.FIRST;
    private long distance;
    private long shift;
    private long lead;
    private long last = -1;
    private long lastShown;
    private Instant lastArrival = Instant.EPOCH;

    /** How the next unit follows. */
    private enum Next {
        FIRST,
        OTHER_CLOCK,
        OTHER_CODING,
        ON
    }

    /**
     * The next unit comes from another clock.
     *
     * @param usual distance of two pictures, in ticks
     */
    void reset(long usual) {
        distance = usual;
        next = next == Next.FIRST ? next : Next.OTHER_CLOCK;
    }

    /**
     * The next unit is coded otherwise.
     *
     * @param usual distance of two pictures, in ticks
     */
    void recode(long usual) {
        distance = usual;
        next = next == Next.ON ? Next.OTHER_CODING : next;
    }

    /** When to decode the unit; more than for every unit before it. */
    long decodeTime(AccessUnit unit) {
        if (next != Next.ON) {
            shift = begin(unit) - unit.pts();
            lead = unit.pts() - unit.dts();
            next = Next.ON;
        }
        long time = Math.max(unit.dts() + lead + shift, last + 1);
        last = time;
        lastShown = Math.max(lastShown, unit.pts() + shift);
        lastArrival = unit.arrival();
        return time;
    }

    /** From when the unit is decoded to when it is shown. */
    long offset(AccessUnit unit) {
        return unit.pts() - unit.dts() - lead;
    }

    private long begin(AccessUnit unit) {
        long end = lastShown + distance;
        if (next == Next.FIRST) {
            return 0;
        }
        if (next == Next.OTHER_CLOCK) {
            long millis =
                    Math.max(1, Duration.between(lastArrival, unit.arrival()).toMillis());
            return Math.max(end, last + millis * TICKS_PER_MILLI);
        }
        long own = unit.pts() + shift;
        return own < end + JOINED ? end : own;
    }
}
