package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of one camera share, so that one is a variant of the other (RFC 8216bis, section 6.2.4): the time line
 * of the stream that leads, where the camera's own clock is on it, and the count of discontinuities. Thread-safe.
 */
final class CommonTime {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private @Nullable Reference reference;
    private @Nullable Mark newest;
    private @Nullable Mark segment;
    private long era;
    private long count;
    private long demanded;

    /**
     * A moment of the camera's clock on the leading stream's time line.
     *
     * @param lag from that clock to the arrival of what was seen then
     * @param era counts the leading stream's connections
     */
    record Reference(Instant wallClock, long ticks, Duration lag, long era) {

        long at(Instant moment) {
            return ticks + ticksBetween(wallClock, moment);
        }
    }

    /** A moment of the leading stream's time line on the platform's clock. */
    record Mark(long ticks, Instant arrival) {

        long at(Instant moment) {
            return ticks + ticksBetween(arrival, moment);
        }

        Instant at(long other) {
            return arrival.plus((other - ticks) * MICROS_PER_SECOND / AccessUnit.TICKS_PER_SECOND, ChronoUnit.MICROS);
        }
    }

    /** @param count of discontinuities before the leading stream's first segment */
    CommonTime(long count) {
        this.count = count;
        this.demanded = count;
    }

    static long ticksBetween(Instant from, Instant to) {
        return ChronoUnit.MICROS.between(from, to) * AccessUnit.TICKS_PER_SECOND / MICROS_PER_SECOND;
    }

    /** The leading stream's connection is lost: what the camera's clock shows on its next one is not known. */
    synchronized void lost() {
        era++;
        reference = null;
    }

    synchronized void refer(Instant wallClock, long ticks, Duration lag) {
        reference = new Reference(wallClock, ticks, lag, era);
    }

    /** Null while the camera does not say what its clock shows on the leading stream. */
    synchronized @Nullable Reference reference() {
        return reference;
    }

    synchronized long era() {
        return era;
    }

    /** The leading stream's newest picture. */
    synchronized void newest(Mark mark) {
        newest = mark;
    }

    synchronized @Nullable Mark newest() {
        return newest;
    }

    /** The beginning of the leading stream's newest segment, as its playlist states it. */
    synchronized void segment(Mark mark) {
        segment = mark;
    }

    synchronized @Nullable Mark segment() {
        return segment;
    }

    /** How many discontinuities there were in the camera's streams. */
    synchronized long count() {
        return count;
    }

    /** The count behind a discontinuity of a stream that has come to {@code number}: one that others had before, or a new one. */
    synchronized long countAfter(long number) {
        count = Math.max(count, number + 1);
        return count;
    }

    /** Has the leading stream come to {@code number} at its next key picture. */
    synchronized void demand(long number) {
        demanded = Math.max(demanded, number);
    }

    synchronized long demanded() {
        return demanded;
    }
}
