package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.SenderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A time line that follows another stream's of the same camera: what the camera saw at one moment by its own clock has one
 * time in both. Until the camera has said what its clock shows, pictures have the time at which they arrive. A correction
 * takes a discontinuity, so that it waits for the next key picture, and a single odd report is no reason for one.
 */
final class FollowingTimeline extends Timeline {
    /** As near as two streams of one camera need to be: cameras stamp their reports no better. */
    private static final long CLOSE = AccessUnit.TICKS_PER_SECOND * 60L / 1000;

    /** Two reports that place the arrival of pictures further apart speak of two clocks. */
    private static final Duration DISAGREEMENT = Duration.ofSeconds(1);

    private static final int PATIENCE = 3;
    private static final long NEVER = -1;

    private @Nullable SenderReport judged;
    private CommonTime.@Nullable Reference judgedBy;
    private OptionalLong correction = OptionalLong.empty();
    private int strikes;
    private boolean begun;

    /** The connection of the leading stream that this one is aligned with. */
    private volatile long alignedEra = NEVER;

    FollowingTimeline(CommonTime common) {
        super(common);
    }

    @Override
    void reset(long usual) {
        super.reset(usual);
        unalign();
    }

    @Override
    boolean breaks() {
        if (correction.isPresent()) {
            correct(correction.getAsLong());
            correction = OptionalLong.empty();
            align(common.era());
            return true;
        }
        return isAligned() && common.count() > number();
    }

    @Override
    boolean isAligned() {
        return alignedEra == common.era() && alignedEra != NEVER;
    }

    @Override
    long begin(boolean interrupted) {
        if (!begun) {
            begun = true;
            number(common.count());
        }
        long number = super.begin(interrupted);
        if (isAligned()) {
            common.demand(number);
        }
        return number;
    }

    @Override
    Instant date(long ticks, Instant arrival) {
        CommonTime.Mark leading = common.segment();
        return leading == null ? arrival : leading.at(ticks);
    }

    @Override
    long anchor(AccessUnit unit, long time) {
        CommonTime.Reference reference = common.reference();
        SenderReport report = report();
        if (reference != null && report != null && agree(reference, report, unit)) {
            align(reference.era());
            judged = report;
            judgedBy = reference;
            return exact(reference, report) + unit.pts();
        }
        CommonTime.Mark newest = common.newest();
        return newest == null ? time : newest.at(unit.arrival());
    }

    @Override
    void placed(AccessUnit unit) {
        CommonTime.Reference reference = common.reference();
        SenderReport report = report();
        if (reference == null || report == null || reference.equals(judgedBy) && report.equals(judged)) {
            return;
        }
        judged = report;
        judgedBy = reference;
        judge(reference, report, unit);
    }

    private void judge(CommonTime.Reference reference, SenderReport report, AccessUnit unit) {
        boolean agreed = agree(reference, report, unit);
        long exact = exact(reference, report);
        if (agreed && Math.abs(exact - shift()) <= CLOSE) {
            align(reference.era());
        } else if (isAligned() && ++strikes < PATIENCE) {
            correction = OptionalLong.empty();
        } else if (agreed) {
            correction = OptionalLong.of(exact);
        } else {
            unalign();
        }
    }

    private void align(long era) {
        alignedEra = era;
        strikes = 0;
        correction = OptionalLong.empty();
        if (begun) {
            common.demand(number());
        }
    }

    private void unalign() {
        alignedEra = NEVER;
        strikes = 0;
        correction = OptionalLong.empty();
    }

    private static long exact(CommonTime.Reference reference, SenderReport report) {
        return reference.at(report.wallClock()) - report.pts();
    }

    private static boolean agree(CommonTime.Reference reference, SenderReport report, AccessUnit unit) {
        return lag(report, unit).minus(reference.lag()).abs().compareTo(DISAGREEMENT) <= 0;
    }
}
