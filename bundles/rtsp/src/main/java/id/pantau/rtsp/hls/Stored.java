package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Finished bytes that the stream and any number of readers hold. Begins held once, by the stream. */
final class Stored implements Content {
    private final List<Slice> slices;
    private final List<Slab> slabs;
    private final List<Stored> pieces;
    private final long length;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * @param slices in order
     * @param slabs that the slices lie in, each held once for this object
     */
    Stored(List<Slice> slices, List<Slab> slabs) {
        this(slices, slabs, List.of());
    }

    private Stored(List<Slice> slices, List<Slab> slabs, List<Stored> pieces) {
        this.slices = List.copyOf(slices);
        this.slabs = List.copyOf(slabs);
        this.pieces = List.copyOf(pieces);
        this.length = slices.stream().mapToLong(Slice::length).sum();
    }

    /** The very bytes of others, one behind the other; holds them as long as it is held itself. */
    static Stored joined(List<Stored> pieces) {
        for (Stored piece : pieces) {
            if (!piece.hold()) {
                throw new IllegalStateException("bytes are joined that were given back");
            }
        }
        return new Stored(
                Slice.joined(
                        pieces.stream().flatMap(piece -> piece.slices.stream()).toList()),
                List.of(),
                pieces);
    }

    @Override
    public boolean hold() {
        int now;
        do {
            now = holders.get();
            if (now == 0) {
                return false;
            }
        } while (!holders.compareAndSet(now, now + 1));
        return true;
    }

    @Override
    public void release() {
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("stored bytes are released twice");
        }
        if (left == 0) {
            slabs.forEach(Slab::release);
            pieces.forEach(Stored::release);
        }
    }

    @Override
    public List<ByteBuffer> body() {
        return slices.stream().map(Slice::read).toList();
    }

    @Override
    public List<Slab> slabs() {
        return slabs;
    }

    @Override
    public long length() {
        return length;
    }
}
