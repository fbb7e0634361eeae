package id.pantau.live;

import id.pantau.model.Reason;
import java.util.concurrent.TimeUnit;

/**
 * Pictures that lack packets: within six seconds at least two were broken, and a fifth of all was left out for it. One
 * lost packet costs the pictures up to the next key picture, which is no damage yet.
 */
final class DamagedTransport implements StreamCheck {
    private static final int SECONDS = 6;
    private static final int FEWEST_BREAKS = 2;
    private static final double SHARE = 0.2;

    private enum Kind {
        COMPLETE,
        BROKEN,
        LEFT_OUT
    }

    private final int[][] counts = new int[SECONDS][Kind.values().length];
    private long newest = Long.MIN_VALUE;
    private boolean began;

    /** A complete picture arrived and can be shown. */
    synchronized void picture(long nanos) {
        began = true;
        count(Kind.COMPLETE, nanos);
    }

    /** One lacks a packet. */
    synchronized void broken(long nanos) {
        count(Kind.BROKEN, nanos);
    }

    /** One is complete and cannot be shown, since an earlier one is broken; before the first one, that means nothing. */
    synchronized void leftOut(long nanos) {
        if (began) {
            count(Kind.LEFT_OUT, nanos);
        }
    }

    @Override
    public Reason reason() {
        return Reason.DAMAGED;
    }

    @Override
    public synchronized void reset() {
        began = false;
        newest = Long.MIN_VALUE;
    }

    @Override
    public synchronized Verdict look(long nanos) {
        roll(nanos);
        int broken = sum(Kind.BROKEN);
        int missing = broken + sum(Kind.LEFT_OUT);
        int all = missing + sum(Kind.COMPLETE);
        if (all == 0) {
            return Verdict.UNKNOWN;
        }
        return broken >= FEWEST_BREAKS && missing >= all * SHARE
                ? Verdict.wrong("packets are missing: " + missing * 100 / all + " % of the pictures are left out")
                : Verdict.FINE;
    }

    private void count(Kind kind, long nanos) {
        roll(nanos);
        counts[slot(newest)][kind.ordinal()]++;
    }

    /** Empties the seconds that began since. */
    private void roll(long nanos) {
        long now = Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1));
        for (long second = Math.max(newest + 1, now - SECONDS + 1); second <= now; second++) {
            counts[slot(second)] = new int[Kind.values().length];
        }
        newest = Math.max(newest, now);
    }

    private int sum(Kind kind) {
        int sum = 0;
        for (int[] second : counts) {
            sum += second[kind.ordinal()];
        }
        return sum;
    }

    private static int slot(long second) {
        return Math.floorMod(second, SECONDS);
    }
}
