package id.pantau.rtsp.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves many pulls. After a round of reads it rests for a moment, so that a picture that comes in a burst
 * of packets is read in one call rather than in dozens: nearly all of ingest's cost is the number of calls.
 */
final class EventLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final long PAUSE_MILLIS = 10;
    private static final long TICK_MILLIS = 100;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<Session> sessions = new HashSet<>();
    private final ByteBuffer shared = ByteBuffer.allocateDirect(Link.READ_BUFFER);
    private final Thread thread;
    private long lastTick = System.nanoTime();
    private boolean stopping;

    /** What a channel of the selector is attached to. */
    interface Served {
        /**
         * The channel is ready.
         *
         * @param shared to read into; nothing stays in it
         * @return whether bytes were read
         */
        boolean serve(ByteBuffer shared);
    }

    /** A pull, from its beginning to its end. */
    interface Session {
        /** To be called about ten times a second. */
        void tick(long now);

        void close();

        /** The loop itself has failed. */
        void failed(IOException e);
    }

    EventLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs on the loop, soon. From any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    Selector selector() {
        return selector;
    }

    void add(Session session) {
        sessions.add(session);
    }

    void remove(Session session) {
        sessions.remove(session);
    }

    /** Closes what still runs and then ends; waits for that, unless it is called by the loop itself. */
    void stop(long timeout, TimeUnit unit) throws InterruptedException {
        execute(() -> {
            stopping = true;
            List.copyOf(sessions).forEach(Session::close);
        });
        if (Thread.currentThread() != thread) {
            unit.timedJoin(thread, timeout);
        }
    }

    @Override
    public void run() {
        try (Selector toClose = selector) {
            while (!stopping || !sessions.isEmpty() || !tasks.isEmpty()) {
                toClose.select(sessions.isEmpty() ? 0 : TICK_MILLIS);
                runTasks();
                boolean read = serve();
                tick();
                if (read) {
                    pause();
                }
            }
        } catch (IOException e) {
            LOG.error("the event loop {} ends: {}", thread.getName(), e.toString(), e);
            List.copyOf(sessions).forEach(session -> session.failed(e));
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a task of {} failed", thread.getName(), e);
            }
        }
    }

    private boolean serve() {
        boolean read = false;
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Served served) {
                read |= served.serve(shared);
            }
        }
        selector.selectedKeys().clear();
        return read;
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - lastTick >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            lastTick = now;
            new ArrayList<>(sessions).forEach(session -> session.tick(now));
        }
    }

    /** An interrupt is nobody's business here: the loop ends by {@link #stop} alone. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("an event loop was interrupted and goes on");
        }
    }
}
