package id.pantau.web;

import id.pantau.service.Admission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads what the public is sent: all of it together leaves no faster than the public's share of the uplink, in turns of
 * a small piece each. So the rest of the line is free at every moment, not only on average, and what staff is sent does
 * not queue behind the segments that many viewers fetch at once. Without an uplink to guard, nothing waits. Thread-safe.
 */
@Component(service = Pace.class)
public final class Pace {
    private static final Logger log = LoggerFactory.getLogger(Pace.class);

    static final int PIECE = 16 << 10;
    private static final long TURN_MILLIS = 5;
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Admission admission;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pantau-web-pace");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private double bytesPerNano;
    private double allowance;
    private long counted;
    private long looked;
    private boolean closed;

    private record Waiting(int bytes, Runnable goOn) {}

    @Activate
    public Pace(@Reference Admission admission) {
        this(admission, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    Pace(Admission admission, LongSupplier nanoTime) {
        this.admission = admission;
        this.nanoTime = nanoTime;
        this.counted = nanoTime.getAsLong();
        this.looked = counted - LOOK_NANOS;
    }

    /** @param sent told the bytes that are sent */
    Outlet outlet(LongConsumer sent) {
        return new Outlet() {
            @Override
            public int most() {
                return admission.limited() ? PIECE : Integer.MAX_VALUE;
            }

            @Override
            public boolean mayGo(int bytes, Runnable later) {
                return !admission.limited() || take(bytes, later);
            }

            @Override
            public void sent(int bytes) {
                sent.accept(bytes);
            }
        };
    }

    private synchronized boolean take(int bytes, Runnable goOn) {
        count();
        if (closed || waiting.isEmpty() && allowance > 0) {
            allowance -= bytes;
            return true;
        }
        if (waiting.isEmpty()) {
            turns.schedule(this::turn, TURN_MILLIS, TimeUnit.MILLISECONDS);
        }
        waiting.add(new Waiting(bytes, goOn));
        return false;
    }

    private void turn() {
        for (Waiting next : due()) {
            try {
                next.goOn().run();
            } catch (RuntimeException e) {
                log.error("a transfer failed when its turn came", e);
            }
        }
    }

    private synchronized List<Waiting> due() {
        count();
        List<Waiting> due = new ArrayList<>();
        while (!waiting.isEmpty() && (closed || !admission.limited() || allowance > 0)) {
            Waiting next = waiting.remove();
            allowance -= next.bytes();
            due.add(next);
        }
        if (!waiting.isEmpty()) {
            turns.schedule(this::turn, TURN_MILLIS, TimeUnit.MILLISECONDS);
        }
        return due;
    }

    /** What goes beyond the allowance is owed, so that pieces need not fit. */
    private void count() {
        long now = nanoTime.getAsLong();
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            bytesPerNano = bitsPerSecond() / 8e9;
        }
        allowance = Math.min(allowance + (now - counted) * bytesPerNano, BURST_NANOS * bytesPerNano);
        counted = now;
    }

    /** Those who are admitted keep what they need, even when staff takes more than its reserve. */
    private double bitsPerSecond() {
        Admission.Figures figures = admission.figures();
        return Math.min(figures.uplink(), Math.max(figures.publicShare(), figures.reserved()));
    }

    @Deactivate
    void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            turns.execute(this::turn);
        } catch (RejectedExecutionException e) {
            log.debug("nobody waits any more", e);
        }
        turns.shutdown();
    }
}
