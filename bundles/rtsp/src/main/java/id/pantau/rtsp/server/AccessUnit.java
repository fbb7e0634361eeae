package id.pantau.rtsp.server;

import java.util.Arrays;
import java.util.List;

/**
 * One coded picture.
 *
 * @param nals its NAL units without start codes or lengths; without parameter sets
 * @param duration in ticks of 90 kHz
 * @param offset from when it is decoded to when it is shown, in the same ticks, 0 or more
 */
record AccessUnit(List<byte[]> nals, int duration, int offset, boolean key) {
    /** Too short for a slice that still says which picture it belongs to. */
    private static final int MIN_BYTES = 32;

    AccessUnit {
        nals = List.copyOf(nals);
    }

    /** The same picture without the second half of each slice. */
    AccessUnit damaged() {
        List<byte[]> halves = nals.stream()
                .map(nal -> Arrays.copyOf(nal, Math.min(nal.length, Math.max(MIN_BYTES, nal.length / 2))))
                .toList();
        return new AccessUnit(halves, duration, offset, key);
    }
}
