package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.time.Duration;
import java.time.Instant;

/** The camera's own time line: connections come and go, it only rises, and a gap is as long as it was on the clock. */
final class Timeline {
    private boolean anchored;
    private long shift;
    private long last = -1;
    private Instant lastArrival = Instant.EPOCH;

    /** The next unit comes from another clock. */
    void reset() {
        anchored = false;
    }

    /** When to decode the unit; more than for every unit before it. */
    long decodeTime(AccessUnit unit) {
        if (!anchored) {
            anchored = true;
            shift = afterGap(unit.arrival()) - unit.dts();
        }
        long time = Math.max(unit.dts() + shift, last + 1);
        last = time;
        lastArrival = unit.arrival();
        return time;
    }

    private long afterGap(Instant arrival) {
        if (last < 0) {
            return 0;
        }
        long millis = Math.max(1, Duration.between(lastArrival, arrival).toMillis());
        return last + millis * (AccessUnit.TICKS_PER_SECOND / 1000);
    }
}
