package id.pantau.rtsp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that carries any number of {@link RtspServer}s, and whatever else its owner registers: nothing on it
 * may block.
 */
public final class ServerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);
    private static final int SCRATCH_BYTES = 2 << 20;
    /** Timers due this soon run together, which saves wake-ups. */
    private static final long SLACK_NANOS = 2_000_000;

    private static final long ORIGIN = System.nanoTime();

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private boolean dispatching;

    private ServerLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts a loop whose thread has this name. */
    public static ServerLoop start(String name) throws IOException {
        ServerLoop loop = new ServerLoop(name);
        loop.thread.start();
        return loop;
    }

    /** Ends the thread and every connection; a server of this loop is of no use afterwards. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            selector.wakeup();
        }
        if (Thread.currentThread() != thread) {
            joinUninterruptibly();
        }
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs {@code task} on the loop's thread and waits for it.
     *
     * @throws IOException what the task throws
     * @throws RejectedExecutionException when the loop has ended
     */
    public <T> T call(Callable<T> task) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        execute(future);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException io) {
                        throw io;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs {@code task} on the loop's thread, at once when that is the caller's.
     *
     * @throws RejectedExecutionException when the loop has ended
     */
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
            return;
        }
        tasks.add(task);
        if (closed.get() && tasks.remove(task)) {
            throw new RejectedExecutionException("the loop is closed");
        }
        selector.wakeup();
    }

    /** Runs {@code action} when {@link System#nanoTime} has come to {@code dueNanos}. On the loop's thread only. */
    public void schedule(long dueNanos, Runnable action) {
        timers.add(new Timer(dueNanos - ORIGIN, action));
    }

    /** Watches a channel that does not block. On the loop's thread only. */
    public SelectionKey register(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        return channel.register(selector, interest, handler);
    }

    /** An empty buffer of 2 MiB that whoever runs on the loop's thread may use until it returns. */
    public ByteBuffer scratch() {
        return scratch.clear();
    }

    /** Gives closed ports back at once: the selector holds them until it looks again. On the loop's thread only. */
    public void releaseClosed() throws IOException {
        if (!dispatching) {
            dispatching = true;
            selector.selectNow(this::dispatch);
            dispatching = false;
        }
    }

    private void run() {
        try {
            while (!closed.get()) {
                dispatching = true;
                selector.select(this::dispatch, timeoutMillis());
                dispatching = false;
                runTasks();
                runTimers();
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.error("the loop ends", e);
        } finally {
            closed.set(true);
            closeAll();
            runTasks();
        }
    }

    /** 0 means for ever to the selector, so "now" is the shortest wait. */
    private long timeoutMillis() {
        Timer next = timers.peek();
        if (next == null) {
            return 0;
        }
        return Math.max(1, (next.due() - now()) / 1_000_000);
    }

    private void dispatch(SelectionKey key) {
        ReadyHandler handler = (ReadyHandler) key.attachment();
        try {
            handler.ready(key);
        } catch (RuntimeException | IOException e) {
            handler.failed(e);
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void runTimers() {
        long limit = now() + SLACK_NANOS;
        for (Timer next = timers.peek(); next != null && next.due() <= limit; next = timers.peek()) {
            timers.remove();
            guarded(next.action());
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the RTSP server failed", e);
        }
    }

    private void closeAll() {
        List<SelectionKey> keys = new ArrayList<>(selector.keys());
        for (SelectionKey key : keys) {
            ((ReadyHandler) key.attachment()).failed(new IOException("the server is closed"));
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("the selector does not close", e);
        }
    }

    private static long now() {
        return System.nanoTime() - ORIGIN;
    }

    private record Timer(long due, Runnable action) {}

    /** Whoever owns a channel of the loop. Called on its thread. */
    public interface ReadyHandler {
        void ready(SelectionKey key) throws IOException;

        /** The channel is of no use any more; never throws. */
        void failed(Exception cause);
    }
}
