package id.pantau.publishing.admission;

import java.util.function.DoubleSupplier;

/** This process's share of all processors, as a mean of ten seconds. Thread-safe; {@link #tick} is one thread's. */
final class CpuLoad {
    private static final int SAMPLES = 10;

    private final DoubleSupplier sample;
    private final double[] samples = new double[SAMPLES];
    private int next;
    private volatile double mean;

    /** @param sample 0 to 1, since it was asked last; anything else when it is not known */
    CpuLoad(DoubleSupplier sample) {
        this.sample = sample;
    }

    /** To be called once a second. */
    void tick() {
        double now = sample.getAsDouble();
        samples[next] = now >= 0 && now <= 1 ? now : 0;
        next = (next + 1) % SAMPLES;
        double sum = 0;
        for (double one : samples) {
            sum += one;
        }
        mean = sum / SAMPLES;
    }

    double mean() {
        return mean;
    }
}
