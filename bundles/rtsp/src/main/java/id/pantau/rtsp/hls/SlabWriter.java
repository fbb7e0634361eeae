package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream's bytes one behind the other into slabs, within the stream's budget. Pieces that are written together are
 * sealed together; a slab can hold the end of one and the beginning of the next. Used by the stream's thread alone.
 */
final class SlabWriter {
    private final SlabPool pool;
    private final SlabBudget budget;
    private final BooleanSupplier makeRoom;
    private final List<Slab> touched = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();
    private @Nullable Slab current;
    private int sliceStart;

    /** @param makeRoom drops the oldest of what is sealed; false when nothing can be dropped */
    SlabWriter(SlabPool pool, SlabBudget budget, BooleanSupplier makeRoom) {
        this.pool = pool;
        this.budget = budget;
        this.makeRoom = makeRoom;
    }

    /** @return false when there is no room for all of it; nothing is written then */
    boolean write(ByteBuffer data) {
        List<Slab> fresh = reserve(data.remaining() - room());
        if (fresh.isEmpty() && data.remaining() > room()) {
            return false;
        }
        copy(data);
        for (Slab slab : fresh) {
            leaveCurrent();
            current = slab;
            sliceStart = 0;
            copy(data);
        }
        return true;
    }

    /** The slices written since the last cut. */
    List<Slice> cut() {
        endSlice();
        List<Slice> result = List.copyOf(slices);
        slices.clear();
        return result;
    }

    /** Makes one thing of everything that was written since the last one. */
    Stored seal(List<Slice> order) {
        Stored stored = new Stored(order, touched);
        touched.clear();
        return stored;
    }

    /** Gives up what was written since the last seal. */
    void abandon() {
        cut();
        Stored rest = seal(List.of());
        forget(rest);
        rest.release();
    }

    /** The stream no longer counts on it, though readers may. */
    void forget(Content content) {
        content.slabs().forEach(this::leave);
    }

    void close() {
        abandon();
        leaveCurrent();
    }

    private void copy(ByteBuffer data) {
        Slab slab = current;
        if (slab == null || !slab.memory.hasRemaining() || !data.hasRemaining()) {
            return;
        }
        if (touched.isEmpty() || touched.get(touched.size() - 1) != slab) {
            slab.hold();
            slab.parts++;
            touched.add(slab);
        }
        int count = Math.min(data.remaining(), slab.memory.remaining());
        slab.memory.put(data.slice(data.position(), count));
        data.position(data.position() + count);
    }

    private List<Slab> reserve(int bytes) {
        List<Slab> fresh = new ArrayList<>();
        int needed = Math.max(0, (bytes + pool.slabBytes() - 1) / pool.slabBytes());
        while (fresh.size() < needed) {
            Slab slab = budget.isUsedUp() ? null : pool.acquire();
            if (slab != null) {
                slab.parts++;
                budget.take();
                fresh.add(slab);
            } else if (!makeRoom.getAsBoolean()) {
                fresh.forEach(this::leave);
                fresh.forEach(Slab::release);
                return List.of();
            }
        }
        return fresh;
    }

    private int room() {
        return current == null ? 0 : current.memory.remaining();
    }

    private void endSlice() {
        Slab slab = current;
        if (slab != null && slab.memory.position() > sliceStart) {
            int end = slab.memory.position();
            slices.add(new Slice(slab.memory, sliceStart, end));
            sliceStart = end;
        }
    }

    private void leaveCurrent() {
        endSlice();
        Slab slab = current;
        if (slab != null) {
            current = null;
            leave(slab);
            slab.release();
        }
    }

    private void leave(Slab slab) {
        if (--slab.parts == 0) {
            budget.giveBack();
        }
    }
}
