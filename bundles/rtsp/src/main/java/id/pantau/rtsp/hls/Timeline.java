package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.SenderReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stream's time line and the numbers of its discontinuities: connections and codings come and go, a gap is as long as it
 * was on the clock, and nothing is shown at the time of something before it. Each stretch begins with a key picture that is
 * shown when it is decoded, as CMAF has it (ISO/IEC 23000-19, section 7.5.17): pictures that are shown before one that comes
 * earlier then have negative offsets, and stretches of different reorder depth join without a hole. Used by the stream's
 * thread alone, but for {@link #isAligned}.
 */
abstract class Timeline {
    private static final long TICKS_PER_MILLI = AccessUnit.TICKS_PER_SECOND / 1000;

    /** A camera that only changes its coding goes on within this; what is longer was a pause. */
    private static final long JOINED = AccessUnit.TICKS_PER_SECOND / 2;

    final CommonTime common;
    private Next next = Next.FIRST;
    private long distance;
    private long shift;
    private long lead;
    private long last = -1;
    private long lastShown;
    private Instant lastArrival = Instant.EPOCH;
    private @Nullable SenderReport report;

    /** Of the newest segment. */
    private long number;

    Timeline(CommonTime common) {
        this.common = common;
        this.number = common.count();
    }

    /** How the next unit follows. */
    private enum Next {
        FIRST,
        OTHER_CLOCK,
        OTHER_CODING,
        CORRECTED,
        ON
    }

    /** What a camera's clock showed on this connection; null before it said. */
    final @Nullable SenderReport report() {
        return report;
    }

    void report(SenderReport is) {
        report = is;
    }

    /**
     * The next unit comes from another clock.
     *
     * @param usual distance of two pictures, in ticks
     */
    void reset(long usual) {
        distance = usual;
        next = next == Next.FIRST ? next : Next.OTHER_CLOCK;
        report = null;
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

    /** When to decode the unit; more than for every unit of the stretch before it. */
    final long decodeTime(AccessUnit unit) {
        if (next != Next.ON) {
            begin(unit);
            next = Next.ON;
        }
        long time = Math.max(unit.dts() + lead + shift, last + 1);
        last = time;
        lastShown = Math.max(lastShown, unit.pts() + shift);
        lastArrival = unit.arrival();
        placed(unit);
        return time;
    }

    /** From when the unit is decoded to when it is shown. */
    final long offset(AccessUnit unit) {
        return unit.pts() - unit.dts() - lead;
    }

    /** What is added to presentation times. */
    final long shift() {
        return shift;
    }

    /** From the next unit on, which is behind a discontinuity, and may be shown at the time of something before it. */
    final void correct(long ticks) {
        shift = ticks;
        next = next == Next.ON || next == Next.OTHER_CODING ? Next.CORRECTED : next;
    }

    final long number() {
        return number;
    }

    /**
     * The number of the segment that begins.
     *
     * @param interrupted whether it does not go on from what is before it
     */
    long begin(boolean interrupted) {
        if (interrupted) {
            number = common.countAfter(number);
        }
        return number;
    }

    /** The number of the first segment, whatever became of the others' since. */
    final void number(long first) {
        number = first;
    }

    /** From the camera's clock to the arrival of the unit. */
    static Duration lag(SenderReport told, AccessUnit unit) {
        long micros = (unit.pts() - told.pts()) * 1_000_000 / AccessUnit.TICKS_PER_SECOND;
        return Duration.between(told.wallClock().plusNanos(micros * 1000), unit.arrival());
    }

    /** Whether a discontinuity is due at the next key picture. */
    abstract boolean breaks();

    /** Whether what was seen at one moment has one time in this stream and in the one that leads. Any thread. */
    abstract boolean isAligned();

    /** What EXT-X-PROGRAM-DATE-TIME says of a segment whose first picture is shown at {@code ticks}. */
    abstract Instant date(long ticks, Instant arrival);

    /**
     * When a unit is shown that is the first one of a connection.
     *
     * @param time for it by the platform's clock and the stream's own past
     */
    abstract long anchor(AccessUnit unit, long time);

    abstract void placed(AccessUnit unit);

    private void begin(AccessUnit unit) {
        long end = lastShown + distance;
        if (next == Next.FIRST || next == Next.OTHER_CLOCK) {
            long own = next == Next.FIRST ? 0 : Math.max(end, afterGap(unit.arrival()));
            long shown = anchor(unit, own);
            shift = shown - unit.pts();
            last = shown < own ? -1 : last;
        } else if (next == Next.CORRECTED) {
            last = -1;
        } else if (unit.pts() + shift < end + JOINED) {
            shift = end - unit.pts();
        }
        lead = unit.pts() - unit.dts();
        lastShown = unit.pts() + shift;
    }

    private long afterGap(Instant arrival) {
        return last + Math.max(1, Duration.between(lastArrival, arrival).toMillis()) * TICKS_PER_MILLI;
    }
}
