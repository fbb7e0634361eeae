package id.pantau.live;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which a make's driver is called. They form a group, in which the threads that the driver starts from them
 * are too, so that those can be counted. Thread-safe.
 */
final class DriverThreads {
    private static final int MOST_CALLS = 4;
    private static final int MOST_WAITING = 4096;

    /** One for each make that ever was here: a group cannot be let go while threads of it may still live. */
    private final Map<String, ThreadGroup> groups = new ConcurrentHashMap<>();

    ThreadPoolExecutor pool(String vendor) {
        String name = "pantau-driver-" + vendor;
        ThreadGroup group = groups.computeIfAbsent(vendor, v -> new ThreadGroup(root(), name));
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_CALLS, MOST_CALLS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(group, task, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(DriverThreads.class.getClassLoader());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Below any other group a new one would end with that, or as soon as it is empty, if that one is to. */
    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
            group = parent;
        }
        return group;
    }
}
