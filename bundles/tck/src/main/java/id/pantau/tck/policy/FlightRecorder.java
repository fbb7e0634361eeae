package id.pantau.tck.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Watches one piece of work with the JDK's flight recorder, which sees I/O wherever in the work it happens. */
final class FlightRecorder {
    private static final List<String> EVENTS = List.of(
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.ProcessStart",
            "jdk.ThreadSleep");

    private FlightRecorder() {}

    /** What {@code work} did on its thread that a pure function does not do; empty is good. */
    static List<String> watch(Runnable work) throws IOException, InterruptedException, ExecutionException {
        Path file = Files.createTempFile("pantau-tck", ".jfr");
        try (Recording recording = new Recording()) {
            EVENTS.forEach(name -> recording.enable(name).withThreshold(Duration.ZERO));
            recording.start();
            StartedThreads started = new StartedThreads();
            FutureTask<Void> watched = new FutureTask<>(
                    () -> {
                        started.set(true);
                        work.run();
                    },
                    null);
            Thread thread = new Thread(watched, "watched");
            thread.start();
            watched.get();
            recording.stop();
            recording.dump(file);

            List<String> seen = new ArrayList<>(events(file, thread.getId()));
            if (started.count.get() > 0) {
                seen.add(started.count.get() + " threads started");
            }
            return seen;
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> events(Path file, long thread) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> isOn(event, thread))
                .map(FlightRecorder::describe)
                .distinct()
                .toList();
    }

    private static boolean isOn(RecordedEvent event, long thread) {
        RecordedThread on = event.getThread();
        return on != null && on.getJavaThreadId() == thread;
    }

    private static String describe(RecordedEvent event) {
        String what = Arrays.stream(new String[] {"path", "host", "address", "command"})
                .filter(event::hasField)
                .map(field -> " " + event.getString(field))
                .reduce("", String::concat);
        return event.getEventType().getName() + what;
    }

    /** Counts the threads that a thread starts: each inherits its value. */
    private static final class StartedThreads extends InheritableThreadLocal<Boolean> {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        protected Boolean childValue(Boolean parent) {
            count.incrementAndGet();
            return parent;
        }
    }
}
