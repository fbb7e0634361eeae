package id.pantau.vision;

import id.pantau.vision.worker.Frame;
import id.pantau.vision.worker.Sight;
import id.pantau.vision.worker.Task;
import id.pantau.vision.worker.Worker;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One worker, and the line to it. Whoever waits for it too long kills it. One picture at a time. */
final class WorkerProcess implements AutoCloseable {
    /** For a JVM and its native libraries, on a machine that has other things to do. */
    private static final Duration STARTS = Duration.ofSeconds(30);

    private final Process process;
    private final ScheduledExecutorService watch;
    private final Duration deadline;
    private @Nullable SocketChannel line;
    private volatile String killedFor = "";

    private WorkerProcess(Process process, ScheduledExecutorService watch, Duration deadline) {
        this.process = process;
        this.watch = watch;
        this.deadline = deadline;
    }

    /**
     * Starts a worker and waits until it is ready.
     *
     * @param socket where to wait for it; gone when this returns
     * @param crash where it may say why it crashed
     * @param watch runs what kills it
     * @throws Unable when it says that it can decode nothing
     */
    static WorkerProcess start(
            WorkerFiles files, Path socket, Path crash, VisionSettings settings, ScheduledExecutorService watch)
            throws WorkerLost, Unable {
        WorkerProcess worker = null;
        boolean ready = false;
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(socket));
            ProcessBuilder builder = new ProcessBuilder(files.command(socket, settings))
                    .directory(files.folder().toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(crash.toFile());
            builder.environment().clear();
            worker = new WorkerProcess(builder.start(), watch, settings.deadline());
            worker.greet(door);
            ready = true;
            return worker;
        } catch (IOException e) {
            throw new WorkerLost("it did not start: " + (worker == null ? e.getMessage() : worker.why(e)));
        } finally {
            remove(socket);
            if (worker != null && !ready) {
                worker.close();
            }
        }
    }

    private static void remove(Path socket) {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // the folder is removed with all that is in it when the bundle stops
        }
    }

    private void greet(ServerSocketChannel door) throws IOException, Unable {
        ScheduledFuture<?> tooLate = killAfter(STARTS);
        process.onExit().thenRun(() -> shut(door));
        try {
            SocketChannel accepted = door.accept();
            line = accepted;
            Frame hello = Frame.read(accepted, Worker.MOST_ANSWER);
            if (hello.kind() == Frame.Kind.UNABLE) {
                throw new Unable(hello.text());
            }
            if (hello.kind() != Frame.Kind.READY) {
                throw new IOException("it said " + hello.kind());
            }
        } finally {
            tooLate.cancel(false);
        }
    }

    /** Whoever waits there for a worker that is gone waits no more. */
    private static void shut(ServerSocketChannel door) {
        try {
            door.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ScheduledFuture<?> killAfter(Duration time) {
        return watch.schedule(
                () -> kill("it took more than " + time.toSeconds() + " s"), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills it for a reason that whoever works with it will hear of. Any thread. */
    void kill(String reason) {
        killedFor = reason;
        process.destroyForcibly();
    }

    /**
     * Has a picture looked at.
     *
     * @return empty when the worker could make nothing of it
     * @throws WorkerLost when it crashed, or was killed, over it
     */
    Optional<Sight> look(Task task) throws WorkerLost {
        SocketChannel open = line;
        if (open == null) {
            throw new IllegalStateException("a worker that never was ready");
        }
        ScheduledFuture<?> tooLate = killAfter(deadline);
        try {
            task.frame().write(open);
            return Sight.of(Frame.read(open, Worker.MOST_ANSWER));
        } catch (IOException e) {
            throw new WorkerLost(why(e));
        } finally {
            tooLate.cancel(false);
        }
    }

    private String why(IOException e) {
        if (!killedFor.isEmpty()) {
            return killedFor;
        }
        try {
            return process.waitFor(1, TimeUnit.SECONDS)
                    ? "it ended with " + process.exitValue()
                    : String.valueOf(e.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "the bundle stops";
        }
    }

    /** Why it is not alive. */
    String reason() {
        return why(new IOException("it does not answer"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        SocketChannel open = line;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
