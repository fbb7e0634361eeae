package id.pantau.live;

import id.pantau.model.StatusChange;
import id.pantau.service.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what cameras showed to the history, and says now and then that the platform runs, on a thread of its own: the history
 * may be slow, fail or be away. Meanwhile the newest changes are kept, so that the last one is what the camera shows.
 */
final class Chronicle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final int BATCH = 500;

    private final Supplier<@Nullable History> history;
    private final Supplier<Instant> clock;
    private final Duration heartbeat;
    private final Duration retry;
    private final int most;
    private final Thread thread;

    /** Oldest first; what is being handed over stays in front until that is done. */
    private final Deque<StatusChange> waiting = new ArrayDeque<>();

    private long lost;
    private long handedOver;
    private boolean closed;

    /**
     * @param history null while there is none
     * @param heartbeat how often to say that the platform runs
     * @param retry after which to try again what failed
     * @param most changes that wait at once
     */
    Chronicle(
            Supplier<@Nullable History> history,
            Supplier<Instant> clock,
            Duration heartbeat,
            Duration retry,
            int most) {
        this.history = history;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.retry = retry;
        this.most = most;
        this.thread = new Thread(this::run, "pantau-live-history");
        thread.setDaemon(true);
        thread.setContextClassLoader(Chronicle.class.getClassLoader());
        thread.start();
    }

    /** Never blocks. Any thread. */
    synchronized void add(StatusChange change) {
        if (closed) {
            return;
        }
        if (waiting.size() == most) {
            waiting.removeFirst();
            handedOver = Math.max(0, handedOver - 1);
            if (lost++ == 0) {
                LOG.warn("The history is away or slow: changes of cameras' status are lost, oldest first");
            }
        }
        waiting.addLast(change);
        notifyAll();
    }

    /** Hands over what waits, says for the last time that the platform runs, and ends; takes at most some seconds. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The history did not take the last changes in time");
            thread.interrupt();
        }
    }

    private void run() {
        long beat = System.nanoTime();
        try {
            while (!isOver()) {
                long now = System.nanoTime();
                boolean due = now - beat >= 0;
                boolean done = deliver() && (!due || alive());
                beat = due && done ? now + heartbeat.toNanos() : beat;
                rest(done ? beat : System.nanoTime() + retry.toNanos(), done);
            }
            while (deliver() && !isEmpty()) {
                // the rest, unless it cannot be delivered
            }
            alive();
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, because live is closing");
        }
    }

    private synchronized boolean isOver() {
        return closed;
    }

    private synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** @param wakes whether something to hand over ends it */
    private synchronized void rest(long until, boolean wakes) throws InterruptedException {
        long left = until - System.nanoTime();
        while (left > 0 && !closed && !(wakes && !waiting.isEmpty())) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
    }

    /** @return false when it is to be tried again later */
    private boolean deliver() {
        List<StatusChange> batch = batch();
        if (batch.isEmpty()) {
            return true;
        }
        boolean taken = tell(present -> present.record(batch));
        settle(taken);
        return taken;
    }

    private boolean alive() {
        return tell(present -> present.alive(clock.get()));
    }

    private interface Telling {
        void to(History present);
    }

    private boolean tell(Telling words) {
        History present = history.get();
        if (present == null) {
            return false;
        }
        try {
            words.to(present);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The history takes nothing now: {}", e.toString());
            return false;
        }
    }

    private synchronized List<StatusChange> batch() {
        List<StatusChange> batch = new ArrayList<>(waiting.stream().limit(BATCH).toList());
        handedOver = batch.size();
        return batch;
    }

    private synchronized void settle(boolean taken) {
        for (; taken && handedOver > 0; handedOver--) {
            waiting.removeFirst();
        }
        if (taken && lost > 0 && waiting.size() < most) {
            LOG.warn("{} changes of cameras' status are missing from the history", lost);
            lost = 0;
        }
        handedOver = 0;
    }
}
