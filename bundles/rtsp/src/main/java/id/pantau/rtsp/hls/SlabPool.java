package id.pantau.rtsp.hls;

/** Equal pieces of off-heap memory that streams share. Never grows beyond its maximum. Thread-safe. */
public final class SlabPool {

    /**
     * @param slabBytes size of each slab, 4 KiB to 16 MiB
     * @param maximumBytes all slabs together
     */
    public SlabPool(int slabBytes, long maximumBytes) {}
}
