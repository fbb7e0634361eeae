package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;

/**
 * PART-TARGET: measured on the camera's first part, since neither what a camera declares nor one value for all makes parts
 * of whole pictures that last at least 85 % of it (RFC 8216bis, section 4.4.4.9). Constant from then on, unless pictures
 * come so much further apart that a part exceeds it: then it rises, once.
 */
final class PartTarget {
    private static final long TICKS_PER_MILLI = AccessUnit.TICKS_PER_SECOND / 1000;

    /** In percent of a part: as far above the usual part as the least one is below. */
    private static final long MARGIN = 108;

    /** In percent of the target: one more than the standard's 85. */
    private static final long LEAST = 86;

    private final long first;
    private long millis;

    /** @param first the least length of the first part, in ticks */
    PartTarget(long first) {
        this.first = first;
    }

    /** Whether a part of that length is long enough. */
    boolean isFull(long ticks) {
        return ticks >= (millis == 0 ? first : millis * TICKS_PER_MILLI * LEAST / 100);
    }

    /** Whether so long a part is no part, but a picture and a pause. */
    boolean isPause(long ticks) {
        return millis != 0 && ticks > Math.max(AccessUnit.TICKS_PER_SECOND, 2 * millis * TICKS_PER_MILLI);
    }

    /** The longest that a part may be without the target having to rise. */
    long most() {
        return millis == 0 ? Long.MAX_VALUE : millis * TICKS_PER_MILLI;
    }

    /** A part is complete. */
    void took(long ticks) {
        if (millis == 0 ? isFull(ticks) : ticks > millis * TICKS_PER_MILLI) {
            millis = millis(ticks);
        }
    }

    /** Fixes it, measured or not. */
    long millis() {
        if (millis == 0) {
            millis = millis(first);
        }
        return millis;
    }

    private static long millis(long ticks) {
        return (ticks * MARGIN / 100 + TICKS_PER_MILLI - 1) / TICKS_PER_MILLI;
    }
}
