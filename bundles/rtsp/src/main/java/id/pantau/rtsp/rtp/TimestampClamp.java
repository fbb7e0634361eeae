package id.pantau.rtsp.rtp;

import java.util.OptionalLong;

/**
 * Makes one long time line of RTP timestamps, which wrap around, and of cameras' clocks, which jump. A timestamp more
 * than ten seconds ahead, or behind where it may not be, is replaced by the nominal distance from its predecessor; the
 * third such in a row is believed to be the camera's new time and anchored where the line has come to.
 */
final class TimestampClamp {
    private static final int FARTHEST_AHEAD = 10 * 90_000;
    private static final int FARTHEST_BEHIND = 2 * 90_000;
    private static final int PATIENCE = 3;
    private static final int FIRST_GUESS = 3_600;
    /** How many steps the usual distance is the mean of. */
    private static final int STEPS = 8;

    private boolean started;
    private int anchorTimestamp;
    private long anchor;
    private int outliers;
    private int steps;
    private double nominal = FIRST_GUESS;

    /**
     * @param timestamp 90 kHz, as received
     * @param mayStepBack whether a picture that is shown earlier may come later
     */
    long extend(int timestamp, boolean mayStepBack) {
        if (!started) {
            started = true;
            anchorTimestamp = timestamp;
            return anchor;
        }
        int step = timestamp - anchorTimestamp;
        if (step > FARTHEST_AHEAD || step < (mayStepBack ? -FARTHEST_BEHIND : 0)) {
            outliers++;
            long clamped = anchor + outliers * nominal();
            if (outliers == PATIENCE) {
                anchorAt(timestamp, clamped);
            }
            return clamped;
        }
        if (step > 0 && step <= 90_000) {
            steps = Math.min(STEPS, steps + 1);
            nominal += ((double) step / (outliers + 1) - nominal) / steps;
        }
        anchorAt(timestamp, anchor + step);
        return anchor;
    }

    /** Where the line has the moment of a timestamp near the last one; empty when that cannot be said. */
    OptionalLong at(int timestamp) {
        int step = timestamp - anchorTimestamp;
        boolean near = step <= FARTHEST_AHEAD && step >= -FARTHEST_AHEAD;
        return started && outliers == 0 && near ? OptionalLong.of(anchor + step) : OptionalLong.empty();
    }

    /** The usual distance of two pictures, in ticks. */
    long nominal() {
        return Math.max(1, Math.round(nominal));
    }

    private void anchorAt(int timestamp, long value) {
        anchorTimestamp = timestamp;
        anchor = value;
        outliers = 0;
    }
}
