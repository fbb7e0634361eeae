package id.pantau.publishing;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs reviews on one thread: soon after something changed, when an absent policy's time is over, and now and then,
 * because a policy may look at the time of day. However often one is asked for, at most one waits.
 */
final class Reviews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration MARGIN = Duration.ofMillis(20);

    private final BooleanSupplier review;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Duration absence = Duration.ZERO;

    /** @param review false when it has to be done again */
    Reviews(BooleanSupplier review) {
        this.review = review;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread worker = new Thread(work, "pantau-publishing");
            worker.setContextClassLoader(Reviews.class.getClassLoader());
            worker.setDaemon(true);
            return worker;
        });
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        thread.scheduleWithFixedDelay(this::soon, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    void start(Duration newAbsence) {
        absence = newAbsence;
        soon();
        afterAbsence();
    }

    void soon() {
        if (waiting.compareAndSet(false, true)) {
            execute(this::run);
        }
    }

    /** For a policy that is absent from now on. */
    void afterAbsence() {
        thread.schedule(this::soon, absence.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
    }

    void execute(Runnable work) {
        thread.execute(work);
    }

    private void run() {
        waiting.set(false);
        try {
            if (!review.getAsBoolean()) {
                soon();
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "The publications could not be reviewed and stay as they are; the next try is due within {} s",
                    EVERY.toSeconds(),
                    e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
