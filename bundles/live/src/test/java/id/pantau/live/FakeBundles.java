package id.pantau.live;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Bundles that note that they were stopped and started. */
final class FakeBundles implements Quarantine.Bundles {
    final List<Long> stopped = new CopyOnWriteArrayList<>();
    final List<Long> started = new CopyOnWriteArrayList<>();

    /** What keeps a bundle from stopping. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    volatile boolean startFails;

    /** A quarantine of its own, in a folder that is never made. */
    Quarantine quarantine() {
        return new Quarantine(this, new QuarantineFile(Path.of("target", "quarantine-" + System.nanoTime(), "file")));
    }

    static DriverBundle bundle(long id) {
        return new DriverBundle(id, "bundle-" + id + " 1", Instant.EPOCH);
    }

    @Override
    public void stop(long id) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        stopped.add(id);
    }

    @Override
    public void start(long id) {
        if (startFails) {
            throw new IllegalStateException("a requirement is missing");
        }
        started.add(id);
    }
}
