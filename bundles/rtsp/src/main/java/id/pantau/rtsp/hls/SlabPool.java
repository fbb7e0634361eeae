package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Equal pieces of off-heap memory that streams share. Allocates as they are needed, keeps what comes back, and never grows
 * beyond its maximum. Thread-safe.
 */
public final class SlabPool {
    private static final int SMALLEST = 4 << 10;
    private static final int LARGEST = 16 << 20;

    private final int slabBytes;
    private final long most;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private long allocated;

    /**
     * @param slabBytes size of each slab, 4 KiB to 16 MiB
     * @param maximumBytes all slabs together; at least one slab
     */
    public SlabPool(int slabBytes, long maximumBytes) {
        if (slabBytes < SMALLEST || slabBytes > LARGEST) {
            throw new IllegalArgumentException("slabBytes must be 4 KiB to 16 MiB, not " + slabBytes);
        }
        if (maximumBytes < slabBytes) {
            throw new IllegalArgumentException("maximumBytes must hold a slab, not " + maximumBytes);
        }
        this.slabBytes = slabBytes;
        this.most = maximumBytes / slabBytes;
    }

    public int slabBytes() {
        return slabBytes;
    }

    /** In use now: by streams, and by readers of what streams have let go. */
    public synchronized long usedBytes() {
        return (allocated - free.size()) * slabBytes;
    }

    /** Null when the maximum is in use. */
    synchronized @Nullable Slab acquire() {
        ByteBuffer memory = free.poll();
        if (memory == null && allocated < most) {
            memory = ByteBuffer.allocateDirect(slabBytes);
            allocated++;
        }
        return memory == null ? null : new Slab(memory, this);
    }

    synchronized void recycle(ByteBuffer memory) {
        free.push(memory.clear());
    }
}
