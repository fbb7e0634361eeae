package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest of a camera's single pictures, in the memory that streams share: at most two pictures at a time, beside what
 * readers still hold. {@code put} and {@code close} exclude each other; {@code find} never waits and is for any thread.
 */
public final class NewestPicture implements AutoCloseable {
    /** Most bytes of one picture. */
    public static final int MAXIMUM_BYTES = 4 << 20;

    private static final String NAME = "snapshot.jpg";

    private final Catalogue catalogue = new Catalogue();
    private final SlabBudget budget;
    private final SlabWriter writer;
    private final long epoch;
    private Catalogue.@Nullable Entry newest;
    private long count;
    private boolean closed;
    private volatile long bytes;

    /** @param epoch tells its entity tags from those of before a restart */
    public NewestPicture(long epoch, SlabPool pool) {
        this.epoch = epoch;
        this.budget = new SlabBudget(pool.slabBytes(), 2L * MAXIMUM_BYTES + 2L * pool.slabBytes());
        this.writer = new SlabWriter(pool, budget, this::drop);
    }

    /** Takes a JPEG file instead of the one before, copying its bytes. One that is too large or finds no room is left out. */
    public synchronized void put(ByteBuffer file) {
        if (closed || file.remaining() > MAXIMUM_BYTES || !file.hasRemaining() || !writer.write(file.duplicate())) {
            return;
        }
        Catalogue.Entry entry = new Catalogue.Entry(
                writer.seal(writer.cut()), "image/jpeg", false, "\"" + epoch + "-picture-" + count++ + "\"");
        letGo(catalogue.put(NAME, entry));
        newest = entry;
        bytes = budget.heldBytes();
    }

    /** The caller closes what there is. */
    public Optional<HlsResource> find() {
        return catalogue.find(NAME);
    }

    /** Held off-heap now, without what only readers still hold. */
    public long bytes() {
        return bytes;
    }

    /** Forgets the picture: what follows is no single picture. */
    public synchronized void clear() {
        drop();
        bytes = budget.heldBytes();
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
        writer.close();
        bytes = 0;
    }

    private boolean drop() {
        boolean any = newest != null;
        letGo(catalogue.remove(NAME));
        newest = null;
        return any;
    }

    private void letGo(Catalogue.@Nullable Entry entry) {
        if (entry != null) {
            writer.forget(entry.content());
            entry.content().release();
        }
    }
}
