package id.pantau.vision;

import id.pantau.model.CameraState;
import id.pantau.model.Status;
import id.pantau.service.Live;
import id.pantau.service.Snapshot;
import id.pantau.vision.check.Look;
import id.pantau.vision.check.LumaPicture;
import id.pantau.vision.worker.Sight;
import id.pantau.vision.worker.Task;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        Optional<Material> material = due.flatMap(subject -> fetch(subject, now));
        if (material.isEmpty()) {
            Thread.sleep(due.isEmpty() ? PULSE.toMillis() : 1);
            return;
        }
        try {
            look(due.orElseThrow(), material.get(), ready(), now);
        } catch (WorkerLost e) {
            lost(e);
        }
    }

    /** What others wait for comes first; among that, what was looked at longest ago. */
    private Optional<Subject> due(long now) {
        return subjects.stream()
                .filter(subject -> subject.isDue(now, around.settings()))
                .filter(subject -> around.budget().allows(subject.isUrgent(now)))
                .max(Comparator.<Subject, Boolean>comparing(subject -> subject.isUrgent(now))
                        .thenComparing(subject -> subject.age(now)));
    }

    private Optional<Material> fetch(Subject subject, long now) {
        Optional<Material> material = Optional.empty();
        if (shows(subject.camera())) {
            material = subject.inspection().isUncertain()
                    ? Material.newest(around.live(), subject.camera(), subject.taken())
                    : Material.cheapest(around.live(), subject.camera(), subject.taken());
        }
        if (material.isEmpty()) {
            subject.nothingNew(now);
        }
        return material;
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

    private void look(Subject subject, Material material, WorkerProcess able, long now) throws WorkerLost {
        Inspection inspection = subject.inspection();
        Optional<Inspection.Approved> news = inspection.news();
        if (news.isPresent()) {
            Inspection.Approved approved = news.get();
            inspection.learn(
                    approved,
                    able.look(new Task(Task.Form.STILL, false, approved.jpeg()))
                            .filter(Shard::isLarge)
                            .map(Shard::luma)
                            .orElse(null));
        }
        subject.trying(now);
        try {
            boolean still = material.form() == Task.Form.STILL;
            boolean file = subject.wantsFile(now, around.settings());
            Optional<Sight> sight = able.look(new Task(material.form(), file && !still, material.bytes()));
            subject.harmless();
            subject.taken(material.arrival());
            if (sight.isPresent()) {
                byte[] jpeg = still && file ? material.bytes() : sight.get().jpeg();
                seen(subject, sight.get(), jpeg, material.arrival());
            } else {
                LOG.debug("Camera {}: a picture could not be decoded", subject.camera());
                inspection.undecodable("a picture could not be decoded");
            }
        } catch (WorkerLost e) {
            if (subject.harmful(System.nanoTime())) {
                inspection.undecodable("the decoder ends over its pictures");
            }
            throw e;
        }
    }

    private void seen(Subject subject, Sight sight, byte[] jpeg, Instant arrival) {
        Snapshot file = null;
        if (jpeg.length > 0) {
            file = new Snapshot(ByteBuffer.wrap(jpeg), arrival);
            subject.filed(System.nanoTime());
            around.album().put(subject, file);
        }
        if (isLarge(sight)) {
            subject.inspection().looked(new Look(luma(sight), arrival, sight.damaged()), file);
        }
    }

    /** Whether there is enough to be seen. */
    private static boolean isLarge(Sight sight) {
        return Math.min(sight.width(), sight.height()) >= LumaPicture.LEAST_SIDE;
    }

    private static LumaPicture luma(Sight sight) {
        return new LumaPicture(sight.width(), sight.height(), sight.luma());
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
