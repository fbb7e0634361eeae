package id.pantau.live;

import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to one driver: every call runs on the driver's own few threads and is given up after its deadline, so
 * that a driver that throws, hangs or leaves hurts nobody else. Thread-safe; no method blocks or runs driver code on
 * the caller's thread.
 */
final class DriverPort {
    private static final Logger LOG = LoggerFactory.getLogger(DriverPort.class);

    private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

    /** After an interruption; blocking sockets of most SDKs come back within that. */
    private static final Duration STUBBORN = Duration.ofSeconds(5);

    /** Threads of its own, beside two for each thing that it keeps open. */
    private static final int MOST_THREADS = 1000;

    private static final Duration LOST = Duration.ofMinutes(1);

    /** A question to the driver, asked on one of its threads. */
    interface Call<T> {
        T on(CameraDriver driver) throws CameraException, InterruptedException;
    }

    /** How the driver is got hold of, which may run its code too. */
    interface Service {
        /** @throws DriverFault when it is not there */
        CameraDriver get();

        void release();
    }

    /** Something of the driver's that stays open between calls. */
    interface Held {
        /** Closes it, on one of the driver's threads. */
        void hangUp();

        /** Keeps nothing of the driver's, and calls nothing of it. */
        void forget();
    }

    private final long id;
    private final String vendor;
    private final DriverBundle bundle;
    private final int ranking;
    private final Loop loop;
    private final ThreadPoolExecutor pool;
    private final Witness witness;
    private final Conduct conduct;

    /** Threads of its group before its first call, which an earlier driver of its make left behind. */
    private volatile int inherited = -1;

    private final Set<Attempt<?>> attempts = ConcurrentHashMap.newKeySet();

    /** Given up, but not back yet. */
    private final Set<Attempt<?>> hanging = ConcurrentHashMap.newKeySet();

    /** What stays open between calls, to be closed on the driver's threads. */
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Service service;
    private volatile String verified = "";
    /** Nothing of it is to be called any more. */
    private volatile boolean dropped;

    private String warned = "";
    private long warnedAt;

    /**
     * @param id unlike every other driver's; the older of two has the lower one
     * @param pool the driver's own, ended by {@link #leave()}
     * @param condemned told once, and why, when the driver misbehaves beyond what is borne; must not block
     */
    DriverPort(
            long id,
            String vendor,
            DriverBundle bundle,
            int ranking,
            Service service,
            Loop loop,
            ThreadPoolExecutor pool,
            Witness witness,
            BiConsumer<DriverPort, String> condemned) {
        this.id = id;
        this.vendor = vendor;
        this.bundle = bundle;
        this.ranking = ranking;
        this.service = service;
        this.loop = loop;
        this.pool = pool;
        this.witness = witness;
        this.conduct = new Conduct(why -> condemned.accept(this, why));
    }

    long id() {
        return id;
    }

    String vendor() {
        return vendor;
    }

    DriverBundle bundle() {
        return bundle;
    }

    int ranking() {
        return ranking;
    }

    /** What came of its last trial; empty when it had none. */
    String verified() {
        return verified;
    }

    void verified(String result) {
        verified = result;
    }

    /** The names of the driver's threads that were interrupted and have not come back. */
    List<String> hangingThreads() {
        return hanging.stream()
                .map(Attempt::thread)
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    /**
     * Asks the driver.
     *
     * @param then told exactly once, on any thread; must be quick
     */
    <T> void call(Errand errand, Call<T> call, Consumer<Answer<T>> then) {
        Attempt<T> attempt = new Attempt<>(errand, call, then);
        attempts.add(attempt);
        if (service == null) {
            attempt.settle(new Answer.Gone<>());
        } else if (hanging.size() >= pool.getMaximumPoolSize()) {
            attempt.settle(new Answer.Faulty<>("the driver does not return from its calls", true));
        } else if (hanging.stream().anyMatch(other -> other.errand.device().equals(errand.device()))) {
            attempt.settle(new Answer.Faulty<>("the driver has not returned from its last call to this device", true));
        } else {
            attempt.await(errand.patience());
            try {
                pool.execute(attempt);
            } catch (RejectedExecutionException e) {
                attempt.settle(
                        service == null
                                ? new Answer.Gone<>()
                                : new Answer.Faulty<>("too many calls wait for the driver", true));
            }
        }
    }

    /** Keeps something open until the driver leaves; false when it has left already. */
    boolean hold(Held open) {
        held.add(open);
        return service != null || !held.remove(open);
    }

    /** Closes what was held, on one of the driver's threads, unless the driver has left. */
    void letGo(Held open) {
        if (held.remove(open)) {
            closeLater(open);
        }
    }

    private void closeLater(Held open) {
        if (dropped) {
            open.forget();
            return;
        }
        try {
            pool.execute(() -> {
                try {
                    open.hangUp();
                } catch (RuntimeException | LinkageError e) {
                    warn("it failed with " + place(e) + " when it closed something");
                }
            });
        } catch (RejectedExecutionException e) {
            open.forget();
            warn("too many calls wait for it to close something");
        }
    }

    /** Between calls the driver did what its contract does not allow; {@code grave}: once is enough. */
    void misbehaved(Errand errand, String what, boolean grave) {
        warn(what);
        if (grave) {
            conduct.gravely(errand, what);
        } else {
            conduct.badly(errand, what);
        }
    }

    /** The same as {@link #leave()}, but calls nothing of the driver's any more. */
    void drop() {
        dropped = true;
        leave();
    }

    /**
     * Lets go of the driver: what waits or runs is answered with {@link Answer.Gone}, running calls are interrupted,
     * and nothing here keeps its classes alive once they have returned.
     */
    void leave() {
        Service leaving = service;
        if (leaving == null) {
            return;
        }
        service = null;
        List<Runnable> waiting = new ArrayList<>();
        pool.getQueue().drainTo(waiting);
        attempts.forEach(Attempt::abandon);
        for (Held open : held) {
            letGo(open);
        }
        try {
            pool.execute(() -> release(leaving));
        } catch (RejectedExecutionException e) {
            LOG.warn("Driver {} ({}) has too many calls waiting to be let go in order", vendor, bundle.name());
        }
        pool.shutdown();
    }

    private void release(Service leaving) {
        try {
            leaving.release();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Driver {} ({}) failed while it was let go: {}", vendor, bundle.name(), place(e));
        }
    }

    /** On a thread of the driver's group. */
    private void countThreads() {
        int now = Thread.currentThread().getThreadGroup().activeCount() - pool.getPoolSize();
        if (inherited < 0) {
            inherited = now;
        } else if (now - inherited > MOST_THREADS + 2 * held.size()) {
            conduct.condemn("it keeps " + (now - inherited) + " threads of its own");
        }
    }

    /** Says what is wrong with the driver, but not again for each of its cameras and each attempt. */
    private void warn(String problem) {
        long now = loop.nanos();
        synchronized (attempts) {
            if (problem.equals(warned) && now - warnedAt < WARNING_INTERVAL.toNanos()) {
                return;
            }
            warned = problem;
            warnedAt = now;
        }
        LOG.warn("Driver {} ({}): {}", vendor, bundle.name(), problem);
    }

    /** The kind of throwable and where it came from; never its message, which could hold a secret. */
    private static String place(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private final class Attempt<T> implements Runnable {
        private final Errand errand;
        private final Call<T> call;
        private @Nullable Consumer<Answer<T>> then;
        private @Nullable Thread runner;
        private boolean overdue;
        private Loop.Timer timer = () -> {};

        Attempt(Errand errand, Call<T> call, Consumer<Answer<T>> then) {
            this.errand = errand;
            this.call = call;
            this.then = then;
        }

        /** Empty when none is running it. */
        synchronized String thread() {
            return runner == null ? "" : runner.getName();
        }

        synchronized void await(Duration patience) {
            timer = loop.after(
                    patience, () -> expire("the driver was busy for " + patience.toSeconds() + " s with other calls"));
        }

        @Override
        public void run() {
            if (begin()) {
                countThreads();
                Answer<T> answer = ask();
                countThreads();
                if (end()) {
                    judge(answer);
                }
                settle(answer);
            }
        }

        private synchronized boolean begin() {
            if (then == null) {
                return false;
            }
            runner = Thread.currentThread();
            timer.cancel();
            timer = loop.after(
                    errand.deadline(),
                    () -> expire("the driver gave no answer within "
                            + errand.deadline().toSeconds() + " s"));
            return true;
        }

        private Answer<T> ask() {
            Service present = service;
            if (present == null) {
                return new Answer.Gone<>();
            }
            try {
                return new Answer.Given<>(call.on(present.get()));
            } catch (CameraException e) {
                return new Answer.Failed<>(e.kind(), e.getMessage() == null ? "" : e.getMessage());
            } catch (InterruptedException e) {
                return new Answer.Faulty<>("the driver gave up without being asked to", false);
            } catch (DriverFault e) {
                return new Answer.Faulty<>(String.valueOf(e.getMessage()), false);
            } catch (OutOfMemoryError e) { // of everybody's heap, so it says nothing of who came upon it
                warn("it found no memory left");
                return new Answer.Faulty<>("the platform is out of memory", true);
            } catch (Throwable e) { // a plugin's LinkageError or StackOverflowError is its own trouble
                warn("it failed with " + place(e));
                return new Answer.Faulty<>(
                        "the driver failed with " + e.getClass().getSimpleName(), false);
            }
        }

        private void judge(Answer<T> answer) {
            if (answer instanceof Answer.Faulty<T> faulty) {
                if (!faulty.slow()) {
                    warn(faulty.detail());
                    conduct.badly(errand, faulty.detail());
                }
            } else if (!(answer instanceof Answer.Gone)) {
                conduct.well(errand);
            }
        }

        /** False when the call had been given up. */
        private synchronized boolean end() {
            runner = null;
            timer.cancel();
            hanging.remove(this);
            return !overdue;
        }

        private void expire(String detail) {
            if (giveUp(new Answer.Faulty<>(detail, true))) {
                warn(detail);
                if (errand.kind() == Errand.Kind.VISIT) {
                    witness.ifReachable(errand.device(), () -> conduct.late(errand, detail));
                }
                loop.after(STUBBORN, this::judgeStubborn);
                loop.after(LOST, this::judgeLost);
            }
        }

        private void judgeStubborn() {
            String thread = thread();
            if (service == null || thread.isEmpty()) {
                return;
            }
            String what = "its thread " + thread + " ignores that it was interrupted";
            warn(what);
            conduct.gravely(errand, what);
            long devices = hanging.stream()
                    .map(other -> other.errand)
                    .filter(other -> other.kind() != Errand.Kind.TRIAL)
                    .map(Errand::device)
                    .distinct()
                    .count();
            if (devices >= Conduct.MOST_STUCK) {
                conduct.condemn("its calls to " + devices + " devices do not return");
            }
        }

        private void judgeLost() {
            if (service != null && hanging.contains(this) && hanging.size() >= pool.getMaximumPoolSize()) {
                conduct.condemn("none of its threads returns");
            }
        }

        void abandon() {
            giveUp(new Answer.Gone<>());
        }

        private void settle(Answer<T> answer) {
            tell(take(), answer);
        }

        /** Settles first, so that whatever the interrupted call still says comes too late; true when one was running. */
        private boolean giveUp(Answer<T> answer) {
            Consumer<Answer<T>> told;
            Thread running;
            synchronized (this) {
                told = take();
                running = overdue ? null : runner;
                if (running != null) {
                    overdue = true;
                    hanging.add(this);
                    running.interrupt();
                }
            }
            tell(told, answer);
            return running != null;
        }

        private synchronized @Nullable Consumer<Answer<T>> take() {
            Consumer<Answer<T>> taken = then;
            then = null;
            timer.cancel();
            attempts.remove(this);
            return taken;
        }

        private void tell(@Nullable Consumer<Answer<T>> told, Answer<T> answer) {
            if (told != null) {
                told.accept(answer);
            }
        }
    }
}
