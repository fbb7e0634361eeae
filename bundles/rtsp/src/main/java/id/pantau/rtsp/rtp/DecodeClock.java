package id.pantau.rtsp.rtp;

import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Derives when to decode from when to show: with a reorder depth of N, the picture that comes as number i is decoded when
 * the one that is shown as number i - N is shown. Where the depth is not known it is learnt. Whatever the presentation
 * times, decode times strictly increase.
 */
final class DecodeClock {
    private static final int DEEPEST = 16;

    private final PriorityQueue<Long> pending = new PriorityQueue<>();
    private final long[] recent = new long[DEEPEST];
    private final boolean learning;
    private int depth;
    private long count;
    private long last;
    private long first;

    DecodeClock(OptionalInt reorderDepth) {
        learning = reorderDepth.isEmpty();
        depth = Math.min(DEEPEST, reorderDepth.orElse(0));
    }

    /** Goes on where another clock was, with the depth of another format. */
    static DecodeClock after(DecodeClock previous, OptionalInt reorderDepth) {
        DecodeClock clock = new DecodeClock(reorderDepth);
        clock.last = previous.last;
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
        if (count > 0 || last != 0) {
            dts = Math.max(dts, last + 1);
        }
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
            depth = Math.max(depth, later);
        }
        recent[(int) (count % DEEPEST)] = pts;
    }
}
