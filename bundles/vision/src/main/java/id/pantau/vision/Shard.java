package id.pantau.vision;

import id.pantau.model.CameraState;
import id.pantau.model.Status;
import id.pantau.service.Live;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some cameras that share a worker, and the thread that works for them. A worker that is lost costs nobody else anything. */
final class Shard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final Duration PULSE = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /**
     * What all shards have in common.
     *
     * @param sockets the folder for them
     * @param starts lets so many workers start at a time: a JVM's start takes a processor for a while
     * @param unable told when nothing can be decoded here
     */
    record Around(
            Live live,
            Album album,
            WorkerFiles files,
            Path sockets,
            VisionSettings settings,
            CpuBudget budget,
            ScheduledExecutorService watch,
            Semaphore starts,
            Consumer<String> unable) {}

    private final int number;
    private final Around around;
    private final List<Subject> subjects = new CopyOnWriteArrayList<>();
    private final Backoff losses = new Backoff(Duration.ofMillis(250), Duration.ofMinutes(1), Duration.ofMinutes(1));
    private final WorkerMeter meter = new WorkerMeter();
    private final Thread thread;
    private volatile @Nullable WorkerProcess worker;
    private volatile boolean closed;

    Shard(int number, Around around) {
        this.number = number;
        this.around = around;
        this.thread = new Thread(this::run, "pantau-vision-" + number);
        thread.setDaemon(true);
    }

    Shard begin() {
        thread.start();
        return this;
    }

    void take(Subject subject) {
        subjects.add(subject);
    }

    /** How many cameras it has. */
    int size() {
        return subjects.size();
    }

    boolean has(Subject subject) {
        return subjects.contains(subject);
    }

    /** Forgets the cameras that are not there any more; returns whether some are left. */
    boolean tidy() {
        subjects.removeIf(subject -> !around.album().has(subject));
        return !subjects.isEmpty();
    }

    /** The worker that there is now; empty before the first and between two. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(worker).filter(WorkerProcess::isAlive).map(WorkerProcess::handle);
    }

    /** Counts what the worker costs, and has it replaced when that is too much. To be called now and then, by one thread. */
    void measure() {
        process().ifPresent(process -> {
            around.budget().spent(meter.cpuSince(process));
            long most = (long) around.settings().workerMegabytes() << 20;
            WorkerProcess bloated = worker;
            if (bloated != null && WorkerMeter.residentBytes(process) > most) {
                bloated.kill("it took more than " + around.settings().workerMegabytes() + " MiB");
            }
        });
    }

    private void run() {
        try {
            while (!closed) {
                work();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Unable e) {
            if (!closed) {
                around.unable().accept(e.getMessage());
            }
        } finally {
            letGo();
        }
    }

    private void work() throws InterruptedException, Unable {
        long now = System.nanoTime();
        WorkerProcess idle = worker;
        if (idle != null && !idle.isAlive()) {
            lost(new WorkerLost(idle.reason()));
        }
        Optional<Subject> due = losses.waits(now) ? Optional.empty() : due(now);
        Optional<KeyPicture> picture = due.flatMap(subject -> fetch(subject, now));
        if (picture.isEmpty()) {
            Thread.sleep(due.isEmpty() ? PULSE.toMillis() : 1);
            return;
        }
        Subject subject = due.orElseThrow();
        try {
            WorkerProcess able = ready();
            subject.trying(now);
            shoot(subject, picture.get(), able);
        } catch (WorkerLost e) {
            lost(e);
        }
    }

    /** Those whom somebody wants to see come first; among them, the one that waits longest. */
    private Optional<Subject> due(long now) {
        return subjects.stream()
                .filter(subject -> subject.isDue(now, around.settings()))
                .filter(subject -> around.budget().allows(subject.isWanted(now)))
                .max(Comparator.<Subject, Boolean>comparing(subject -> subject.isWanted(now))
                        .thenComparing(subject -> subject.age(now)));
    }

    private Optional<KeyPicture> fetch(Subject subject, long now) {
        Optional<KeyPicture> picture = shows(subject.camera())
                ? KeyPicture.newest(around.live(), subject.camera(), subject.taken())
                : Optional.empty();
        if (picture.isEmpty()) {
            subject.nothingNew(now);
        }
        return picture;
    }

    private boolean shows(String camera) {
        Optional<Status> status = around.live().state(camera).map(CameraState::status);
        return status.filter(s -> s == Status.LIVE || s == Status.DEGRADED).isPresent();
    }

    private WorkerProcess ready() throws WorkerLost, Unable, InterruptedException {
        WorkerProcess present = worker;
        if (present != null) {
            return present;
        }
        around.starts().acquire();
        try {
            WorkerProcess started = WorkerProcess.start(
                    around.files(),
                    around.sockets().resolve(Integer.toString(number)),
                    around.files().folder().resolve("worker-" + number + ".log"),
                    around.settings(),
                    around.watch());
            LOG.debug("Worker {} is process {}", number, started.handle().pid());
            worker = started;
            return started;
        } finally {
            around.starts().release();
        }
    }

    private void shoot(Subject subject, KeyPicture picture, WorkerProcess able) throws WorkerLost {
        try {
            Optional<byte[]> jpeg = able.decode(picture.mp4());
            subject.harmless();
            subject.taken(picture.arrival());
            jpeg.ifPresentOrElse(
                    file -> around.album().put(subject, new Snapshot(ByteBuffer.wrap(file), picture.arrival())),
                    () -> LOG.debug("Camera {}: a picture could not be decoded", subject.camera()));
        } catch (WorkerLost e) {
            subject.harmful(System.nanoTime());
            throw e;
        }
    }

    private void lost(WorkerLost e) {
        letGo();
        losses.failed(System.nanoTime());
        subjects.forEach(Subject::again);
        if (!closed) {
            LOG.warn(
                    "Worker {} of {} cameras was lost, and is replaced after {} ms: {}",
                    number,
                    subjects.size(),
                    Duration.ofNanos(losses.delay()).toMillis(),
                    e.getMessage());
        }
    }

    private void letGo() {
        WorkerProcess gone = worker;
        worker = null;
        if (gone != null) {
            gone.close();
        }
    }

    /** Ends the thread and its worker; takes at most some seconds. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letGo();
    }
}
