package id.pantau.onboarding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that wait to be probed, and the threads that do it. Partners take turns, so that one with ten thousand dead
 * cameras keeps nobody else waiting. What does not fit is on disk and is offered again later.
 */
final class ProbeQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeQueue.class);
    private static final int MAXIMUM = 100_000;

    /** Rows of one partner that are held here at most. */
    static final int MOST_OF_ONE = 10_000;

    private final Consumer<String> probe;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Deque<String>> waiting = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private boolean closed;

    /** @param probe gets a row's id; what it throws is logged, and the row offered again by whoever finds it pending */
    ProbeQueue(int threads, Consumer<String> probe) {
        this.probe = probe;
        for (int i = 1; i <= threads; i++) {
            Thread thread = new Thread(this::work, "pantau-probe-" + i);
            thread.setDaemon(true);
            this.threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Adds a row; one that waits or is being probed already is not added again. */
    synchronized void offer(String partner, String row) {
        Deque<String> own = waiting.getOrDefault(partner, new ArrayDeque<>());
        if (known.size() < MAXIMUM && own.size() < MOST_OF_ONE && known.add(row)) {
            own.add(row);
            waiting.putIfAbsent(partner, own);
            notifyAll();
        }
    }

    private void work() {
        try {
            while (true) {
                String row = take();
                try {
                    probe.accept(row);
                } catch (RuntimeException e) {
                    LOG.error("Row {} could not be probed and will be tried again", row, e);
                } finally {
                    finished(row);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String take() throws InterruptedException {
        while (waiting.isEmpty() || closed) {
            wait();
        }
        Map.Entry<String, Deque<String>> turn = waiting.entrySet().iterator().next();
        waiting.remove(turn.getKey());
        String row = turn.getValue().remove();
        if (!turn.getValue().isEmpty()) {
            waiting.put(turn.getKey(), turn.getValue());
        }
        return row;
    }

    private synchronized void finished(String row) {
        known.remove(row);
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
