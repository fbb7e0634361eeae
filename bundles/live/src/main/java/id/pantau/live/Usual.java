package id.pantau.live;

/**
 * What a stream usually delivers: follows what it does deliver, upwards within a minute, downwards within half an hour, so that
 * dusk is followed and a failure is not. Whoever measures leaves out what is not usual. Loop only.
 */
final class Usual {
    private static final double RISE = 0.25;
    private static final double FALL = 1.0 / 60;

    private double value = Double.NaN;

    /** What it delivered over the last ten seconds. */
    void measured(double rate) {
        value = Double.isNaN(value) ? rate : value + (rate - value) * (rate > value ? RISE : FALL);
    }

    void forget() {
        value = Double.NaN;
    }

    /** Not a number until something was measured. */
    double value() {
        return value;
    }
}
