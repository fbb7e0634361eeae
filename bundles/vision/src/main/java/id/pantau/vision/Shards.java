package id.pantau.vision;

import id.pantau.service.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads the cameras over shards, whose number does not grow with theirs, and watches what the workers cost.
 */
final class Shards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);
    private static final long LOOK_MILLIS = 500;
    private static final int STARTS = 2;

    private final Live live;
    private final Album album;
    private final Path sockets;
    private final Shard.Around around;
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(1, threads());
    private final List<Shard> shards = new CopyOnWriteArrayList<>();
    private int count;
    private boolean closed;

    /** @param unable told when nothing can be decoded here, possibly several times; must not block */
    Shards(Live live, Album album, WorkerFiles files, VisionSettings settings, Consumer<String> unable)
            throws IOException {
        this.live = live;
        this.album = album;
        this.sockets = WorkerFiles.socketFolder();
        CpuBudget budget = new CpuBudget(settings.cpuPercent(), System::nanoTime);
        this.around =
                new Shard.Around(live, album, files, sockets, settings, budget, watch, new Semaphore(STARTS), unable);
    }

    private static ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, "pantau-vision-watch");
            thread.setDaemon(true);
            return thread;
        };
    }

    void open() {
        watch.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        try {
            shards.forEach(Shard::measure);
            assign();
        } catch (RuntimeException e) {
            LOG.warn("The workers were not looked after this time", e);
        }
    }

    /** A camera gets a place when there is something to decode for the first time, and keeps it. */
    private void assign() {
        for (Shard shard : shards) {
            if (!shard.tidy()) {
                shards.remove(shard);
                shard.close();
            }
        }
        album.subjects().stream()
                .filter(subject -> shards.stream().noneMatch(shard -> shard.has(subject)))
                .filter(subject -> live.stats(subject.camera()).width() > 0 || live.sendsPictures(subject.camera()))
                .forEach(this::place);
    }

    private void place(Subject subject) {
        if (shards.size() < around.settings().workers()) {
            Shard another = new Shard(count++, around);
            another.take(subject);
            shards.add(another.begin());
        } else {
            Collections.min(shards, Comparator.comparingInt(Shard::size)).take(subject);
        }
    }

    /** The processes that work now. */
    List<ProcessHandle> processes() {
        return shards.stream().flatMap(shard -> shard.process().stream()).toList();
    }

    /** Ends all workers; takes at most some seconds. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        shards.parallelStream().forEach(Shard::close);
        watch.shutdownNow();
        try {
            WorkerFiles.delete(sockets);
        } catch (IOException e) {
            LOG.debug("A folder is left over", e);
        }
    }
}
