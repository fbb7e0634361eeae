package id.pantau.live;

import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A camera's clock that is more than a minute off. The camera's own sender reports say what it shows; where none come, what
 * its driver read last.
 */
final class WrongClock implements StreamCheck {
    private static final Duration MOST_OFF = Duration.ofSeconds(60);

    /** Before that, a clock was never set, or counts from when the camera was switched on. */
    private static final Instant EARLIEST = Instant.parse("2001-01-01T00:00:00Z");

    /** NTP's seconds begin anew in 2036: a counter from 0 looks as if it were later than that. */
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(5 * 365);

    private static final long REPORT_HOLDS = TimeUnit.SECONDS.toNanos(30);

    private @Nullable Duration reported;
    private long reportedAt;
    private @Nullable Duration read;

    /** The camera's sender report showed that time. */
    synchronized void reported(Instant shown, Instant now, long nanos) {
        if (says(shown, now)) {
            reported = Duration.between(now, shown);
            reportedAt = nanos;
        }
    }

    /** The driver read that time. */
    synchronized void read(Instant shown, Instant now) {
        read = says(shown, now) ? Duration.between(now, shown) : null;
    }

    /** Whether there is no need to ask the driver. */
    synchronized boolean isReported(long nanos) {
        return reported != null && nanos - reportedAt < REPORT_HOLDS;
    }

    /** Whether the driver's last reading was wrong. */
    synchronized boolean isReadWrong() {
        return read != null && read.abs().compareTo(MOST_OFF) > 0;
    }

    @Override
    public Reason reason() {
        return Reason.CLOCK_WRONG;
    }

    @Override
    public synchronized void reset() {
        reported = null;
    }

    @Override
    public synchronized void forget() {
        read = null;
        reset();
    }

    @Override
    public synchronized Verdict look(long nanos) {
        Duration off = isReported(nanos) ? reported : read;
        if (off == null) {
            return Verdict.UNKNOWN;
        }
        return off.abs().compareTo(MOST_OFF) > 0 ? Verdict.wrong("the camera's clock is " + words(off)) : Verdict.FINE;
    }

    private static boolean says(Instant shown, Instant now) {
        return !shown.isBefore(EARLIEST) && shown.isBefore(now.plus(FARTHEST_AHEAD));
    }

    private static String words(Duration off) {
        Duration size = off.abs();
        String length = size.toHours() < 1
                ? size.toSeconds() + " s"
                : size.toDays() < 2 ? size.toHours() + " h " + size.toMinutesPart() + " min" : size.toDays() + " days";
        return length + (off.isNegative() ? " slow" : " fast");
    }
}
