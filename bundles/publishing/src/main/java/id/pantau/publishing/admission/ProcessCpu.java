package id.pantau.publishing.admission;

import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * This process's share of all processors since it was asked last, 0 to 1. Made of the time that it used, which costs one
 * call of the system; the JVM's own load reads the whole machine's accounts each time. For one thread.
 */
final class ProcessCpu implements DoubleSupplier {
    private final int processors = Runtime.getRuntime().availableProcessors();
    private long used = used();
    private long asked = System.nanoTime();

    @Override
    public double getAsDouble() {
        long nowUsed = used();
        long now = System.nanoTime();
        double share = (nowUsed - used) / (double) Math.max(1, now - asked) / processors;
        used = nowUsed;
        asked = now;
        return Math.max(0, Math.min(share, 1));
    }

    /** In nanoseconds. Read as a bean's attribute, because its Java package is no part of Java SE. */
    private static long used() {
        try {
            ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            Object time = ManagementFactory.getPlatformMBeanServer().getAttribute(system, "ProcessCpuTime");
            return time instanceof Long nanos ? nanos : 0;
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not measure the time that it uses", e);
        }
    }
}
