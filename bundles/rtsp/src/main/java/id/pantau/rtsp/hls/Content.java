package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of a file, held by the stream and by any number of readers. Thread-safe. */
interface Content {
    /** @return false when the bytes are already given back */
    boolean hold();

    void release();

    /** Read-only buffers of the caller's own, who holds it. */
    List<ByteBuffer> body();

    /** In bytes. */
    long length();

    /** What it lies in of the stream's memory. */
    List<Slab> slabs();
}
