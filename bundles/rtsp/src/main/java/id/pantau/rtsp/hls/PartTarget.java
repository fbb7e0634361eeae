package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;

/**
 * PART-TARGET, and when a part is long enough for it. Measured on the camera's first segment, since neither what a camera
 * declares nor one value for all makes parts of whole pictures that last 85 to 100 % of it (RFC 8216bis, section 4.4.4.9).
 * Parts count pictures: a threshold in time would add the jitter of single pictures to every part. Constant once it is
 * published, unless pictures come so much further apart that a part exceeds it: then it rises.
 */
final class PartTarget {
    private static final long TICKS_PER_MILLI = AccessUnit.TICKS_PER_SECOND / 1000;

    /** In percent of the usual part: as far above it as the least one is below. */
    private static final long MARGIN = 108;

    /** In percent of the target. */
    private static final long LEAST = 85;

    private final long wanted;
    private int pictures;
    private long measuredTicks;
    private long measuredPictures;
    private long millis;

    /** @param wanted about how long parts are to be, in ticks */
    PartTarget(long wanted) {
        this.wanted = wanted;
    }

    /**
     * Whether a part is long enough.
     *
     * @param ticks to the picture after it
     * @param count of its pictures
     */
    boolean isFull(long ticks, int count) {
        long distance = ticks / count;
        if (millis == 0) {
            return count >= (pictures == 0 ? fitting(distance) : pictures);
        }
        return ticks * 100 >= millis * TICKS_PER_MILLI * LEAST
                && (count >= pictures || ticks + distance > millis * TICKS_PER_MILLI);
    }

    /** Whether so long a part is no part, but a picture and a pause. */
    boolean isPause(long ticks) {
        return millis != 0 && ticks > Math.max(AccessUnit.TICKS_PER_SECOND, 2 * millis * TICKS_PER_MILLI);
    }

    /** The longest that a part may be without the target having to rise. */
    long most() {
        return millis == 0 ? Long.MAX_VALUE : millis * TICKS_PER_MILLI;
    }

    /** A full part is complete. */
    void took(long ticks, int count) {
        if (millis == 0) {
            pictures = pictures == 0 ? count : pictures;
            measuredTicks += ticks;
            measuredPictures += count;
        } else if (ticks > most()) {
            pictures = count;
            millis = millis(ticks);
        }
    }

    /** As it stands; it may yet change. */
    long provisionalMillis() {
        if (millis != 0) {
            return millis;
        }
        return millis(measuredPictures == 0 ? wanted : measuredTicks * pictures / measuredPictures);
    }

    /** To be published: from now on it stays. */
    long millis() {
        millis = provisionalMillis();
        pictures = Math.max(1, pictures);
        return millis;
    }

    private int fitting(long distance) {
        return (int) Math.max(1, (wanted + distance / 2) / Math.max(1, distance));
    }

    private static long millis(long ticks) {
        return (ticks * MARGIN + 100 * TICKS_PER_MILLI - 1) / (100 * TICKS_PER_MILLI);
    }
}
