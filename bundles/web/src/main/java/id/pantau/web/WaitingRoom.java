package id.pantau.web;

import id.pantau.service.Live;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where requests wait for a camera's next part. Nobody here has a thread: one thread looks after all of them, when a
 * camera's media change and once a second for those whose time is up. Thread-safe.
 */
@Component(service = WaitingRoom.class)
public final class WaitingRoom {
    private static final Logger log = LoggerFactory.getLogger(WaitingRoom.class);

    private final Settings settings;
    private final ScheduledThreadPoolExecutor porter;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final Runnable endWatch;

    /** Somebody who waits. */
    interface Waiter {
        /**
         * Goes on, if it can. Must not block; called by any thread, also by several at once.
         *
         * @param nanos as of {@link System#nanoTime}
         * @param news whether the camera's media changed; else only time has passed
         * @return whether it waits no more
         */
        boolean look(long nanos, boolean news);
    }

    @Activate
    public WaitingRoom(@Reference Live live, @Reference Settings settings) {
        this.settings = settings;
        porter = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pantau-web-waiting");
            thread.setDaemon(true);
            return thread;
        });
        porter.scheduleWithFixedDelay(
                () -> waiting.keySet().forEach(camera -> look(camera, false)), 1, 1, TimeUnit.SECONDS);
        endWatch = live.watch(this::changed);
    }

    @Deactivate
    void close() {
        endWatch.run();
        porter.shutdownNow();
    }

    /** @return false when the room is full */
    boolean enter(String camera, Waiter waiter) {
        if (count.incrementAndGet() > settings.now().mostWaiting()) {
            count.decrementAndGet();
            return false;
        }
        waiting.compute(camera, (id, set) -> {
            Set<Waiter> all = set == null ? ConcurrentHashMap.newKeySet() : set;
            all.add(waiter);
            return all;
        });
        return true;
    }

    /** Harmless when it is not there. */
    void leave(String camera, Waiter waiter) {
        waiting.computeIfPresent(camera, (id, all) -> {
            if (all.remove(waiter)) {
                count.decrementAndGet();
            }
            return all.isEmpty() ? null : all;
        });
    }

    int count() {
        return count.get();
    }

    /** Called by the threads that read the cameras: hands over, once for all who wait. */
    private void changed(String camera) {
        if (waiting.containsKey(camera) && changed.add(camera)) {
            try {
                porter.execute(() -> {
                    changed.remove(camera);
                    look(camera, true);
                });
            } catch (RejectedExecutionException e) {
                log.debug("nobody is told any more");
            }
        }
    }

    private void look(String camera, boolean news) {
        long now = System.nanoTime();
        for (Waiter waiter : waiting.getOrDefault(camera, Set.of())) {
            try {
                if (waiter.look(now, news)) {
                    leave(camera, waiter);
                }
            } catch (RuntimeException e) {
                log.error("a waiting request failed", e);
                leave(camera, waiter);
            }
        }
    }
}
