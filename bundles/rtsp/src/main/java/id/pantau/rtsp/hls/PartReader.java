package id.pantau.rtsp.hls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream as one endless file: the initialisation segment, then part after part. Keeps nothing but its place, so
 * that a slow reader costs no memory: one that has fallen behind goes on with the newest part that begins with a key
 * picture. Not thread-safe.
 */
public final class PartReader {
    private final Shelf shelf;
    private final long mostBehind;
    private String initName = "";
    private long next = -1;
    private boolean lost;
    private boolean over;
    private @Nullable Instant arrival;

    /** @param mostBehind in ticks */
    PartReader(Shelf shelf, long mostBehind) {
        this.shelf = shelf;
        this.mostBehind = mostBehind;
    }

    /** The next piece, which the caller closes; empty when there is none yet, or none any more: see {@link #isOver}. */
    public Optional<HlsResource> next() {
        List<Part> parts = shelf.parts();
        if (over || parts.isEmpty()) {
            return Optional.empty();
        }
        return next < 0 ? begin(parts) : goOn(parts);
    }

    /** Whether nothing will follow: the stream is closed or goes on in another format. */
    public boolean isOver() {
        return over || shelf.isClosed();
    }

    /** When the first picture of the piece that was taken last came from the camera; empty when that one has no pictures. */
    public Optional<Instant> arrival() {
        return Optional.ofNullable(arrival);
    }

    private Optional<HlsResource> begin(List<Part> parts) {
        Optional<Part> first = newestKey(parts, 0);
        Optional<HlsResource> init = first.flatMap(part -> shelf.find(part.initName()));
        init.ifPresent(found -> {
            initName = first.orElseThrow().initName();
            next = first.orElseThrow().number();
        });
        return init;
    }

    private Optional<HlsResource> goOn(List<Part> parts) {
        long oldest = parts.get(0).number();
        lost |= next < oldest;
        if (lost || behind(parts, oldest) > mostBehind) {
            Optional<Part> key = newestKey(parts, next);
            next = key.map(Part::number).orElse(next);
            lost &= key.isEmpty();
        }
        long index = next - oldest;
        if (lost || index >= parts.size()) {
            return Optional.empty();
        }
        Part part = parts.get((int) index);
        if (!part.initName().equals(initName)) {
            over = true;
            return Optional.empty();
        }
        Optional<HlsResource> found = shelf.find(part.name());
        if (found.isPresent()) {
            next++;
            arrival = part.arrival();
        }
        return found;
    }

    private long behind(List<Part> parts, long oldest) {
        return parts.stream()
                .skip(Math.max(0, next - oldest))
                .mapToLong(Part::ticks)
                .sum();
    }

    private static Optional<Part> newestKey(List<Part> parts, long from) {
        for (int i = parts.size() - 1; i >= 0 && parts.get(i).number() >= from; i--) {
            if (parts.get(i).independent()) {
                return Optional.of(parts.get(i));
            }
        }
        return Optional.empty();
    }
}
