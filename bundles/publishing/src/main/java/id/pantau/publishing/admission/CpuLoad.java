package id.pantau.publishing.admission;

import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

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

    /** The JVM's own measurement. Read as a bean's attribute, because its Java package is no part of Java SE. */
    static double ofProcess() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            return beans.getAttribute(system, "ProcessCpuLoad") instanceof Double load ? load : -1;
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not measure its own load", e);
        }
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
