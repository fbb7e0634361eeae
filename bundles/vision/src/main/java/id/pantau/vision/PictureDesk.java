package id.pantau.vision;

import id.pantau.model.CodedPicture;
import id.pantau.model.SceneGuess;
import id.pantau.model.Text;
import id.pantau.service.PictureReader.Reading;
import id.pantau.service.Snapshot;
import id.pantau.vision.check.LumaPicture;
import id.pantau.vision.check.SameView;
import id.pantau.vision.check.SceneRules;
import id.pantau.vision.worker.Sight;
import id.pantau.vision.worker.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single pictures of whatever device, in a worker that is started when there is one and ends soon after. Thread-safe. */
final class PictureDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureDesk.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final SceneGuess NOTHING = new SceneGuess(
            SceneGuess.Kind.UNKNOWN, List.of(new Text("gambarnya terlalu kecil", "the picture is too small")));

    private final WorkerFiles files;
    private final VisionSettings settings;
    private final Consumer<String> unable;
    private final Path sockets;
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "pantau-vision-pictures");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable WorkerProcess worker;
    private ScheduledFuture<?> idle = watch.schedule(() -> {}, 0, TimeUnit.SECONDS);
    private boolean closed;

    /** @param unable told when nothing can be decoded here; must not block */
    PictureDesk(WorkerFiles files, VisionSettings settings, Consumer<String> unable) throws IOException {
        this.files = files;
        this.settings = settings;
        this.unable = unable;
        this.sockets = WorkerFiles.socketFolder();
    }

    /** @see id.pantau.service.PictureReader#read */
    synchronized Optional<Reading> read(CodedPicture picture, List<Snapshot> others) {
        Task.Form form = picture.form() == CodedPicture.Form.JPEG ? Task.Form.STILL : Task.Form.FIRST;
        Optional<Sight> seen = look(new Task(form, true, true, bytes(picture.bytes())));
        if (seen.isEmpty() || seen.get().jpeg().length == 0) {
            return Optional.empty();
        }
        Sight sight = seen.get();
        Optional<LumaPicture> luma = luma(sight);
        List<Boolean> same = new ArrayList<>();
        for (Snapshot other : others) {
            same.add(luma.isPresent()
                    && look(new Task(Task.Form.STILL, false, bytes(other.jpeg())))
                            .flatMap(PictureDesk::luma)
                            .filter(shown -> SameView.of(luma.get(), shown))
                            .isPresent());
        }
        SceneGuess guess = sight.colours().length == 0 ? NOTHING : SceneRules.guess(sight.colours());
        return Optional.of(new Reading(
                new Snapshot(ByteBuffer.wrap(sight.jpeg()), picture.takenAt()),
                luma.isEmpty() ? NOTHING : guess,
                same));
    }

    private static Optional<LumaPicture> luma(Sight sight) {
        return Math.min(sight.width(), sight.height()) < LumaPicture.LEAST_SIDE
                ? Optional.empty()
                : Optional.of(new LumaPicture(sight.width(), sight.height(), sight.luma()));
    }

    /** A picture over which the worker is lost is one that nothing can be made of. */
    private Optional<Sight> look(Task task) {
        idle.cancel(false);
        try {
            return ready().look(task);
        } catch (WorkerLost e) {
            LOG.warn("The worker for single pictures was lost: {}", e.getMessage());
            letGo();
            return Optional.empty();
        } finally {
            if (!closed) {
                idle = watch.schedule(this::letGo, IDLE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private WorkerProcess ready() throws WorkerLost {
        if (closed) {
            throw new IllegalStateException("the decoder is being changed");
        }
        WorkerProcess present = worker;
        if (present != null && present.isAlive()) {
            return present;
        }
        letGo();
        try {
            WorkerProcess started = WorkerProcess.start(
                    files, sockets.resolve("pictures"), files.folder().resolve("pictures.log"), settings, watch);
            worker = started;
            return started;
        } catch (Unable e) {
            unable.accept(String.valueOf(e.getMessage()));
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private synchronized void letGo() {
        WorkerProcess gone = worker;
        worker = null;
        if (gone != null) {
            gone.close();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Ends the worker, and waits for what it is doing now. */
    @Override
    public synchronized void close() {
        closed = true;
        letGo();
        watch.shutdownNow();
        try {
            WorkerFiles.delete(sockets);
        } catch (IOException e) {
            LOG.debug("A folder is left over", e);
        }
    }
}
