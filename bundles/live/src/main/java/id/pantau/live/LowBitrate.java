package id.pantau.live;

import id.pantau.model.Reason;
import java.util.Locale;

/**
 * Far fewer bits than usual in as many pictures: less than a twentieth for fifteen seconds. A quiet night needs few bits, and
 * comes slowly; a picture that is suddenly nearly empty is what cameras send whose sensor or encoder failed.
 */
final class LowBitrate implements StreamCheck {
    private static final double SHARE = 1.0 / 20;
    private static final int LOOKS = 15;
    private static final int SAMPLE_SECONDS = 10;

    private final Meter meter;
    private final Usual usual = new Usual();
    private int low;
    private int looks;

    /** @param meter of the stream, over its last five seconds */
    LowBitrate(Meter meter) {
        this.meter = meter;
    }

    @Override
    public Reason reason() {
        return Reason.LOW_RATE;
    }

    @Override
    public synchronized void reset() {
        looks = 0;
    }

    @Override
    public synchronized void forget() {
        usual.forget();
        reset();
    }

    @Override
    public synchronized Verdict look(long nanos) {
        long rate = meter.bitrate(nanos);
        if (rate == 0) {
            return Verdict.UNKNOWN;
        }
        if (rate >= usual.value() * SHARE || Double.isNaN(usual.value())) {
            low = 0;
            if (++looks % SAMPLE_SECONDS == 0) {
                usual.measured(rate);
            }
            return Verdict.FINE;
        }
        return ++low < LOOKS
                ? Verdict.UNKNOWN
                : Verdict.wrong(String.format(
                        Locale.ROOT, "%.1f kbit/s, where %.0f are usual", rate / 1e3, usual.value() / 1e3));
    }
}
