package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore.Usage;
import java.io.IOException;

/** How many bytes the folder holds and may hold. Thread-safe. */
final class Budget {
    private final long maximumBytes;
    private long segments;
    private long committedBytes;
    private long draftBytes;

    /**
     * Starts with what is committed already.
     *
     * @param maximumBytes of committed segments and drafts together
     */
    Budget(long maximumBytes, long segments, long committedBytes) {
        this.maximumBytes = maximumBytes;
        this.segments = segments;
        this.committedBytes = committedBytes;
    }

    /**
     * Takes room for a draft's next bytes.
     *
     * @throws IOException when they would not fit; nothing at all fits a full store
     */
    synchronized void reserve(long bytes) throws IOException {
        if (room() < Math.max(bytes, 1)) {
            throw new IOException("the store is full: its maximum is " + maximumBytes + " bytes");
        }
        draftBytes += bytes;
    }

    /** A draft of that size became a segment. */
    synchronized void committed(long bytes) {
        draftBytes -= bytes;
        committedBytes += bytes;
        segments++;
    }

    /** A draft of that size was discarded. */
    synchronized void discarded(long bytes) {
        draftBytes -= bytes;
    }

    /** A segment of that size was deleted. */
    synchronized void deleted(long bytes) {
        committedBytes -= bytes;
        segments--;
    }

    synchronized Usage usage(long usableBytes) {
        return new Usage(segments, committedBytes, Math.min(Math.max(0, room()), usableBytes));
    }

    private long room() {
        return maximumBytes - committedBytes - draftBytes;
    }
}
