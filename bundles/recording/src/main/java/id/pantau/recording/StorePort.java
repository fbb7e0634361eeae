package id.pantau.recording;

import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A storage backend that is there, called on threads of its own: two write, two answer questions, one deletes what is
 * old. One that blocks keeps those five and fills their queues, and hurts nobody else. Thread-safe.
 */
final class StorePort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StorePort.class);
    private static final int WRITE_QUEUE = 128;
    private static final int QUESTION_QUEUE = 32;

    private final String name;
    private final SegmentStore store;
    private final Losses losses;
    private final Duration deadline;
    private final ThreadPoolExecutor writers;
    private final ThreadPoolExecutor questions;
    private final ThreadPoolExecutor keeping;

    /** @param deadline for the answer to a question */
    StorePort(String name, SegmentStore store, Losses losses, Duration deadline) {
        this.name = name;
        this.store = store;
        this.losses = losses;
        this.deadline = deadline;
        this.writers = pool("pantau-recording-" + name, 2, WRITE_QUEUE);
        this.questions = pool("pantau-recording-questions-" + name, 2, QUESTION_QUEUE);
        this.keeping = pool("pantau-recording-retention-" + name, 1, 1);
    }

    private static ThreadPoolExecutor pool(String threads, int size, int queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), work -> {
                    Thread thread = new Thread(work, threads);
                    thread.setContextClassLoader(StorePort.class.getClassLoader());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    String name() {
        return name;
    }

    /** Writes when a thread is free; never blocks and never throws. What cannot be written is counted as lost. */
    void write(String camera, Writing writing) {
        try {
            writers.execute(new Turn(camera, writing));
        } catch (RejectedExecutionException e) {
            losses.add(camera, "storage " + name + " is too slow: " + WRITE_QUEUE + " segments wait already");
        }
    }

    /**
     * Asks the store.
     *
     * @throws IOException what the store throws, or that it does not answer in time
     */
    <T> T ask(Question<T> question) throws IOException {
        Future<T> answer;
        try {
            answer = questions.submit(() -> question.put(store));
        } catch (RejectedExecutionException e) {
            throw new IOException("storage " + name + " is too slow: " + QUESTION_QUEUE + " questions wait already", e);
        }
        try {
            T told = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (told == null) {
                throw new IOException("storage " + name + " answers null");
            }
            return told;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("storage " + name + " failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("storage " + name + " does not answer within " + deadline.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while storage " + name + " was asked", e);
        }
    }

    /** Deletes, when its thread is free, what ended at {@code limit} or before; a failure is logged. */
    void deleteUntil(Instant limit) {
        try {
            keeping.execute(() -> deleteNow(limit));
        } catch (RejectedExecutionException e) {
            LOG.warn("Storage {} is still deleting older recordings", name);
        }
    }

    private void deleteNow(Instant limit) {
        long deleted = 0;
        try {
            for (String camera : store.cameras()) {
                for (Segment segment : store.find(camera, Instant.MIN, limit)) {
                    if (!segment.end().isAfter(limit)) {
                        store.delete(segment);
                        deleted++;
                    }
                }
            }
            LOG.info("Storage {}: {} segments that ended before {} were deleted", name, deleted, limit);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("Storage {}: old recordings could not all be deleted; tried again next time", name, e);
        }
    }

    /** Calls the store no more, interrupts what is called, and waits for nothing. What waits to be written is lost. */
    @Override
    public void close() {
        questions.shutdownNow();
        keeping.shutdownNow();
        for (Runnable waiting : writers.shutdownNow()) {
            if (waiting instanceof Turn turn) {
                losses.add(turn.camera, "storage " + name + " was removed");
            }
        }
    }

    /** One segment's turn to be written. */
    private final class Turn implements Runnable {
        private final String camera;
        private final Writing writing;

        Turn(String camera, Writing writing) {
            this.camera = camera;
            this.writing = writing;
        }

        @Override
        public void run() {
            try {
                writing.into(store);
            } catch (IOException | RuntimeException | LinkageError e) {
                String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                losses.add(camera, "storage " + name + ": " + message);
                LOG.debug("A segment of camera {} was not recorded", camera, e);
            }
        }
    }

    /** Puts a segment into the store. */
    interface Writing {
        void into(SegmentStore store) throws IOException;
    }

    /** Something that only the store can answer. */
    interface Question<T> {
        T put(SegmentStore store) throws IOException;
    }
}
