package id.pantau.rtsp.server;

import java.util.List;

/**
 * One coded picture.
 *
 * @param nals its NAL units without start codes or lengths; without parameter sets
 * @param duration in ticks of 90 kHz
 * @param offset from when it is decoded to when it is shown, in the same ticks, 0 or more
 */
record AccessUnit(List<byte[]> nals, int duration, int offset, boolean key) {
    AccessUnit {
        nals = List.copyOf(nals);
    }
}
