package id.pantau.rtsp.server;

import java.util.List;

/**
 * One coded picture.
 *
 * @param nals its NAL units without start codes or lengths; without parameter sets
 * @param duration in ticks of 90 kHz
 */
record AccessUnit(List<byte[]> nals, int duration, boolean key) {
    AccessUnit {
        nals = List.copyOf(nals);
    }
}
