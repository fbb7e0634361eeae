package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A piece of the pool in use; goes back when the last who holds it lets go. Begins held once. */
final class Slab {
    final ByteBuffer memory;
    private final SlabPool pool;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** How many parts of its stream count on it; touched by the stream's own thread alone. */
    int parts;

    Slab(ByteBuffer memory, SlabPool pool) {
        this.memory = memory;
        this.pool = pool;
    }

    void hold() {
        if (holders.getAndIncrement() < 1) {
            throw new IllegalStateException("a slab is held that was given back");
        }
    }

    void release() {
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("a slab is released twice");
        }
        if (left == 0) {
            pool.recycle(memory);
        }
    }
}
