package id.pantau.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers that are called no more until a person says so, or their bundle is updated. Their bundles are stopped, each
 * on a thread of its own, since stopping runs their code. Thread-safe; {@link #confine} and {@link #holds} do not block.
 */
final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Bundles bundles;
    private final QuarantineFile file;
    private final List<Entry> entries = new ArrayList<>();

    /** The framework's bundles. Methods may block for as long as the bundle likes. */
    interface Bundles {
        /** @throws IllegalStateException with the reason */
        void stop(long id);

        /** @throws IllegalStateException with the reason */
        void start(long id);
    }

    /** @param since it is in quarantine */
    record Entry(String vendor, DriverBundle bundle, int ranking, String why, Instant since) {}

    Quarantine(Bundles bundles, QuarantineFile file) {
        this.bundles = bundles;
        this.file = file;
        entries.addAll(file.read());
    }

    /** Whether the bundle's drivers must not be called. An update is taken for a remedy, and ends it. */
    boolean holds(DriverBundle bundle) {
        boolean updated;
        synchronized (this) {
            if (entries.stream().anyMatch(entry -> entry.bundle().isSame(bundle))) {
                return true;
            }
            updated = entries.removeIf(entry -> entry.bundle().isSuccessor(bundle));
        }
        if (updated) {
            LOG.info("{} was updated, which ends its quarantine", bundle.name());
            onThread("save", this::save);
        }
        return false;
    }

    synchronized boolean holds(String vendor) {
        return entries.stream().anyMatch(entry -> entry.vendor().equals(vendor));
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Returns at once; the driver's bundle is stopped meanwhile. */
    void confine(Entry entry) {
        synchronized (this) {
            entries.add(entry);
        }
        LOG.error(
                "Driver {} ({}) is in quarantine, and its bundle is being stopped: {}. Try it again with vendor:retry {}",
                entry.vendor(),
                entry.bundle().name(),
                entry.why(),
                entry.vendor());
        CompletableFuture<Void> stopped = onThread("stop-" + entry.vendor(), () -> {
            save();
            bundles.stop(entry.bundle().id());
        });
        stopped.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).whenComplete((done, problem) -> {
            if (problem != null) {
                LOG.error(
                        "{} does not stop: {}. Its driver is called no more all the same",
                        entry.bundle().name(),
                        reason(problem));
            }
        });
    }

    /** The bundle was updated: if that ends a quarantine, it is started. Returns at once. */
    void updated(DriverBundle bundle) {
        boolean confined;
        synchronized (this) {
            confined = entries.stream().anyMatch(entry -> entry.bundle().id() == bundle.id());
        }
        if (confined && !holds(bundle)) {
            onThread("start-updated", () -> bundles.start(bundle.id())).whenComplete((done, problem) -> {
                if (problem != null) {
                    LOG.error("{} does not start after its update: {}", bundle.name(), reason(problem));
                }
            });
        }
    }

    /** The bundle is gone, and its drivers with it. Returns at once. */
    void uninstalled(long id) {
        boolean confined;
        synchronized (this) {
            confined = entries.removeIf(entry -> entry.bundle().id() == id);
        }
        if (confined) {
            onThread("save", this::save);
        }
    }

    /** @see id.pantau.service.Drivers#retry */
    void release(String vendor) throws InterruptedException {
        List<Entry> released = take(vendor);
        for (Entry entry : released) {
            try {
                start(entry);
            } catch (IllegalStateException e) {
                synchronized (this) {
                    entries.add(entry);
                }
                save();
                throw e;
            }
        }
        save();
    }

    private synchronized List<Entry> take(String vendor) {
        List<Entry> taken =
                entries.stream().filter(entry -> entry.vendor().equals(vendor)).toList();
        if (taken.isEmpty()) {
            throw new NoSuchElementException("no driver called '" + vendor + "' is in quarantine (vendor:list)");
        }
        entries.removeAll(taken);
        return taken;
    }

    private void start(Entry entry) throws InterruptedException {
        String name = entry.bundle().name();
        try {
            onThread(
                            "start-" + entry.vendor(),
                            () -> bundles.start(entry.bundle().id()))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " does not start: " + reason(e), e);
        }
    }

    /** One at a time, so that the newest is written last. */
    private void save() {
        synchronized (file) {
            file.write(all());
        }
    }

    private static String reason(Throwable problem) {
        Throwable cause = Optional.ofNullable(problem.getCause()).orElse(problem);
        return cause instanceof TimeoutException
                ? "it has not answered for " + PATIENCE.toSeconds() + " s"
                : String.valueOf(cause.getMessage());
    }

    /** A thread may hang for ever in a bundle's code; there is one at most for each driver that is confined or released. */
    private static CompletableFuture<Void> onThread(String name, Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                        done.complete(null);
                    } catch (RuntimeException | LinkageError e) {
                        done.completeExceptionally(e);
                    }
                },
                "pantau-driver-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Quarantine.class.getClassLoader());
        thread.start();
        return done;
    }
}
