package id.pantau.alerts;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one alert's turns in a thread of its own, so that one that waits for its server holds up no other. */
final class Pacer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    /** Facts come in bursts. */
    private static final Duration SOON = Duration.ofMillis(250);

    private final String alert;
    private final Supplier<Duration> turn;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> next;

    /** @param turn does what is to be done, and says how long nothing is unless something happens */
    Pacer(String alert, Supplier<Duration> turn) {
        this.alert = alert;
        this.turn = turn;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "pantau-alert-" + alert);
            made.setDaemon(true);
            return made;
        });
    }

    /** Something happened: takes a turn soon. Any thread; never blocks. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            schedule(
                    () -> {
                        woken.set(false);
                        take();
                    },
                    SOON);
        }
    }

    private void take() {
        ScheduledFuture<?> planned = next;
        if (planned != null) {
            planned.cancel(false);
        }
        Duration rest = AFTER_A_FAILURE;
        try {
            rest = turn.get();
        } catch (RuntimeException e) {
            LOG.error("Alert {} could not look at the cameras; it looks again in {} s", alert, rest.toSeconds(), e);
        }
        next = schedule(this::take, rest);
    }

    private @Nullable ScheduledFuture<?> schedule(Runnable task, Duration delay) {
        try {
            return thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return null;
        }
    }

    /** Interrupts what is going on and waits for nothing. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
