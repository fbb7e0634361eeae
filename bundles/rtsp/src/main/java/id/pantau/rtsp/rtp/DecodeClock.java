package id.pantau.rtsp.rtp;

import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Derives when to decode from when to show: with a reorder depth of N, the picture that comes as number i is decoded when
 * the one that is shown as number i - N is shown. A depth that is not stated, or stated too small, is learnt up to what the
 * format allows; a format that never reorders is taken at its word. Whatever the presentation times, decode times strictly
 * increase: where none can be derived, the presentation time is as good.
 */
final class DecodeClock {
    private static final int DEEPEST = 16;

    private final PriorityQueue<Long> pending = new PriorityQueue<>();
    private final long[] recent = new long[DEEPEST];
    private final boolean learning;
    private final int deepest;
    private boolean begun;
    private int depth;
    private long count;
    private long last;
    private long first;

    /**
     * @param stated by the format, empty when it does not say; 0 means that it never reorders
     * @param deepest that the format allows
     */
    DecodeClock(OptionalInt stated, int deepest) {
        this.deepest = Math.max(0, Math.min(DEEPEST, deepest));
        depth = Math.min(DEEPEST, stated.orElse(0));
        learning = stated.orElse(1) > 0 && this.deepest > depth;
    }

    /** Goes on where another clock was, with the depth of another format. */
    static DecodeClock after(DecodeClock previous, OptionalInt stated, int deepest) {
        DecodeClock clock = new DecodeClock(stated, deepest);
        clock.last = previous.last;
        clock.begun = previous.begun;
        return clock;
    }

    boolean mayReorder() {
        return learning || depth > 0;
    }

    /**
     * @param pts in ticks
     * @param key nothing that comes later is shown before it
     * @param nominal the usual distance of two pictures
     */
    long decodeTime(long pts, boolean key, long nominal) {
        if (learning) {
            learn(pts, key);
        }
        if (count == 0) {
            first = pts;
        }
        long dts = depth == 0 ? pts : reordered(pts, nominal);
        if (begun) {
            dts = Math.max(dts, last + 1);
        }
        begun = true;
        count++;
        last = dts;
        return dts;
    }

    private long reordered(long pts, long nominal) {
        pending.add(pts);
        if (pending.size() > depth) {
            return pending.remove();
        }
        return count < depth ? first - (depth - count) * nominal : last + 1;
    }

    private void learn(long pts, boolean key) {
        if (!key) {
            int later = 0;
            for (int i = 0; i < Math.min(count, DEEPEST); i++) {
                later += recent[i] > pts ? 1 : 0;
            }
            depth = Math.max(depth, Math.min(deepest, later));
        }
        recent[(int) (count % DEEPEST)] = pts;
    }
}
