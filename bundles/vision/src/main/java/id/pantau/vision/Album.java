package id.pantau.vision;

import id.pantau.service.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cameras that are known, each with its newest picture. Thread-safe. */
final class Album {
    /** A picture that is older does not show what the camera sees now. */
    static final Duration CURRENT = Duration.ofSeconds(60);

    private final Map<String, Subject> subjects = new ConcurrentHashMap<>();
    private final long most;
    private final Function<String, Inspection> inspections;
    private long bytes;

    /**
     * @param most bytes of all pictures together
     * @param inspections what is to be made of a camera's pictures
     */
    Album(long most, Function<String, Inspection> inspections) {
        this.most = most;
        this.inspections = inspections;
    }

    void add(String camera) {
        subjects.computeIfAbsent(camera, id -> new Subject(id, inspections.apply(id)));
    }

    Optional<Subject> find(String camera) {
        return Optional.ofNullable(subjects.get(camera));
    }

    /** Takes out a camera with its picture. */
    void remove(String camera) {
        Subject subject = subjects.remove(camera);
        if (subject != null) {
            put(subject, null);
        }
    }

    /** Takes out all but these. */
    void retain(Set<String> cameras) {
        List.copyOf(subjects.keySet()).stream()
                .filter(camera -> !cameras.contains(camera))
                .forEach(this::remove);
    }

    Collection<Subject> subjects() {
        return subjects.values();
    }

    /** Whether it is still this camera's. */
    boolean has(Subject subject) {
        return subjects.get(subject.camera()) == subject;
    }

    /** @param at now */
    Optional<Snapshot> newest(String camera, Instant at) {
        return Optional.ofNullable(subjects.get(camera))
                .flatMap(Subject::newest)
                .filter(snapshot -> snapshot.takenAt().isAfter(at.minus(CURRENT)));
    }

    void ask(String camera, long nanos) {
        Subject subject = subjects.get(camera);
        if (subject != null) {
            subject.ask(nanos);
        }
    }

    /**
     * Puts a picture in the place of the one before; null for none. Where there is no room for it, those that were taken
     * first go.
     */
    synchronized void put(Subject subject, @Nullable Snapshot snapshot) {
        replace(subject, has(subject) ? snapshot : null);
        while (bytes > most) {
            Optional<Subject> oldest = subjects.values().stream()
                    .filter(s -> s != subject && s.newest().isPresent())
                    .min(Comparator.comparing(s -> s.newest().orElseThrow().takenAt()));
            replace(oldest.orElse(subject), null);
        }
    }

    private void replace(Subject subject, @Nullable Snapshot snapshot) {
        bytes -= subject.newest().map(Album::size).orElse(0L);
        subject.show(snapshot);
        bytes += snapshot == null ? 0 : size(snapshot);
    }

    private static long size(Snapshot snapshot) {
        return snapshot.jpeg().remaining();
    }
}
