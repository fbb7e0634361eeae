package id.pantau.live;

import id.pantau.model.Reason;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Far fewer pictures than usual: for four seconds, less than a third of what this camera usually delivers, and less than five
 * a second, which a street is watched well with. Its usual rate is what it was seen to deliver: cameras declare rates that
 * they are not set to. One long gap is silence, which is another matter, and not counted.
 */
final class LowRate implements StreamCheck {
    private static final double SHARE = 1.0 / 3;
    private static final double ENOUGH = 5;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long WINDOW = 4 * SECOND;

    /** A rate that is measured over fewer is a matter of chance. */
    private static final int FEWEST = 2;

    private static final int SAMPLE_SECONDS = 10;

    /** More than these within the window are more than enough. */
    private static final int RING = 32;

    private final long[] times = new long[RING];
    private final Usual usual = new Usual();
    private long pictures;
    private long picturesBefore;
    private int looks;
    private long firstAt;

    /** A complete picture arrived. */
    synchronized void picture(long nanos) {
        if (pictures == 0) {
            firstAt = nanos;
        }
        times[(int) (pictures++ % RING)] = nanos;
    }

    @Override
    public Reason reason() {
        return Reason.LOW_RATE;
    }

    @Override
    public synchronized void reset() {
        pictures = 0;
        picturesBefore = 0;
        looks = 0;
    }

    @Override
    public synchronized void forget() {
        usual.forget();
        reset();
    }

    @Override
    public synchronized Verdict look(long nanos) {
        double rate = pictures == 0 || nanos - firstAt < WINDOW ? Double.NaN : rate(nanos);
        if (Double.isNaN(rate)) {
            return Verdict.UNKNOWN;
        }
        if (rate < Math.min(usual.value() * SHARE, ENOUGH)) {
            looks = 0;
            return Verdict.wrong(
                    String.format(Locale.ROOT, "%.1f pictures per second, where %.0f are usual", rate, usual.value()));
        }
        learn();
        return Verdict.FINE;
    }

    /** Of whole stretches in which the rate was never low. */
    private void learn() {
        if (looks == 0) {
            picturesBefore = pictures;
        } else if (looks % SAMPLE_SECONDS == 0) {
            usual.measured((double) (pictures - picturesBefore) / SAMPLE_SECONDS);
            picturesBefore = pictures;
        }
        looks++;
    }

    /**
     * Pictures per second within the window, without the longest gap: what is left begins with the picture after it. Not a
     * number when that is too few to tell.
     */
    private double rate(long nanos) {
        long known = Math.min(pictures, RING);
        long longest = 0;
        long later = nanos;
        int counted = 0;
        for (; counted < known && nanos - time(counted + 1) <= WINDOW; counted++) {
            longest = Math.max(longest, later - time(counted + 1));
            later = time(counted + 1);
        }
        longest = Math.max(longest, later - (nanos - WINDOW));
        if (counted == RING) {
            return ENOUGH;
        }
        return counted < FEWEST ? Double.NaN : (counted - 1) * (double) SECOND / (WINDOW - longest);
    }

    /** When the newest picture arrived, the one before it, and so on, from 1. */
    private long time(long back) {
        return times[(int) ((pictures - back) % RING)];
    }
}
