package id.pantau.web;

import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Pictures of what cameras show that staff were shown, for as long as one may be decided on: a newer one follows while a
 * person still looks, and what is approved has to be what was looked at. Thread-safe.
 */
@Component(service = SeenPictures.class)
public final class SeenPictures {
    /** Of all pictures together; what was shown first goes first. */
    static final long MAXIMUM_BYTES = 32L << 20;

    private final Clock clock;
    private final Map<Key, Snapshot> pictures = new LinkedHashMap<>();
    private long bytes;

    private record Key(String camera, Instant takenAt) {}

    public SeenPictures() {
        this(Clock.systemUTC());
    }

    SeenPictures(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a picture that somebody is about to be shown. */
    synchronized void add(String camera, Snapshot picture) {
        forget();
        if (pictures.putIfAbsent(new Key(camera, picture.takenAt()), picture) == null) {
            bytes += picture.jpeg().remaining();
        }
        Iterator<Snapshot> eldest = pictures.values().iterator();
        while (bytes > MAXIMUM_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().jpeg().remaining();
            eldest.remove();
        }
    }

    /** The picture of that moment; empty when nobody was shown it, or too long ago. */
    synchronized Optional<Snapshot> find(String camera, Instant takenAt) {
        forget();
        return Optional.ofNullable(pictures.get(new Key(camera, takenAt)));
    }

    private void forget() {
        Instant oldest = clock.instant().minus(Publications.CURRENT);
        for (Iterator<Snapshot> all = pictures.values().iterator(); all.hasNext(); ) {
            Snapshot picture = all.next();
            if (picture.takenAt().isBefore(oldest)) {
                bytes -= picture.jpeg().remaining();
                all.remove();
            }
        }
    }
}
