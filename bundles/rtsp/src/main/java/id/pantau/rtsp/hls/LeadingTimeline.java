package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.SenderReport;
import java.time.Instant;

/** The time line that a camera's other streams follow. It only rises. */
final class LeadingTimeline extends Timeline {
    private boolean told;

    LeadingTimeline(CommonTime common) {
        super(common);
    }

    @Override
    void report(SenderReport is) {
        super.report(is);
        told = true;
    }

    @Override
    void recode(long usual) {
        super.recode(usual);
        told = report() != null;
    }

    @Override
    void reset(long usual) {
        super.reset(usual);
        told = false;
        common.lost();
    }

    @Override
    boolean breaks() {
        return common.demanded() > number();
    }

    @Override
    boolean isAligned() {
        return true;
    }

    @Override
    Instant date(long ticks, Instant arrival) {
        common.segment(new CommonTime.Mark(ticks, arrival));
        return arrival;
    }

    @Override
    long anchor(AccessUnit unit, long time) {
        return time;
    }

    @Override
    void placed(AccessUnit unit) {
        common.newest(new CommonTime.Mark(unit.pts() + shift(), unit.arrival()));
        SenderReport report = report();
        if (told && report != null) {
            told = false;
            common.refer(report.wallClock(), report.pts() + shift(), lag(report, unit));
        }
    }
}
