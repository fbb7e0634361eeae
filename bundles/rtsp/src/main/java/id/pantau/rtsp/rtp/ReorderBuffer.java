package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of one source that come by datagram into the order of their sequence numbers (RFC 3550, section 5.1).
 * Waits for a missing one until too many came after it, or for too long; then it is given up. Bounded in packets and bytes;
 * in order, nothing is copied. Used by one thread.
 */
public final class ReorderBuffer {
    private static final int SLOTS = 256;
    private static final int MOST_BYTES = 1 << 20;
    private static final int FARTHEST = 3_000;
    private static final int FIXED_HEADER = 12;

    private final int mostWaiting;
    private final long patienceNanos;
    private final Sink sink;
    private final byte[][] waiting = new byte[SLOTS][];
    private int count;
    private int bytesHeld;
    private boolean started;
    private int next;
    private long gapSince;

    /** Where packets go, in order. */
    public interface Sink {
        /** @param bytes holds the packet from {@code start}, valid during the call */
        void packet(ByteBuffer bytes, int start, int length);
    }

    /**
     * @param mostWaiting packets that came too early, 1 to 256
     * @param patienceNanos for which a missing packet is waited for
     */
    public ReorderBuffer(int mostWaiting, long patienceNanos, Sink sink) {
        if (mostWaiting < 1 || mostWaiting > SLOTS) {
            throw new IllegalArgumentException("mostWaiting must be 1 to " + SLOTS + ", not " + mostWaiting);
        }
        this.mostWaiting = mostWaiting;
        this.patienceNanos = patienceNanos;
        this.sink = sink;
    }

    /** @param bytes holds the packet from {@code start}; position and limit stay */
    public void packet(ByteBuffer bytes, int start, int length, long now) {
        if (length < FIXED_HEADER) {
            return;
        }
        int sequence = bytes.getShort(start + 2) & 0xFFFF;
        if (!started) {
            started = true;
            next = sequence;
        }
        int ahead = sequence - next & 0xFFFF;
        if (ahead == 0) {
            next = next + 1 & 0xFFFF;
            sink.packet(bytes, start, length);
            release(now);
        } else if (ahead < SLOTS) {
            keep(bytes, start, length, sequence, now);
        } else if (ahead < 0x1_0000 - FARTHEST) {
            restart(bytes, start, length, sequence, now);
        }
        expire(now);
    }

    /** Gives up what is missing for too long. To be called now and then. */
    public void expire(long now) {
        while (count > 0 && (now - gapSince >= patienceNanos || count > mostWaiting || bytesHeld > MOST_BYTES)) {
            while (waiting[next % SLOTS] == null) {
                next = next + 1 & 0xFFFF;
            }
            release(now);
        }
    }

    private void keep(ByteBuffer bytes, int start, int length, int sequence, long now) {
        int slot = sequence % SLOTS;
        if (waiting[slot] == null) {
            byte[] copy = new byte[length];
            bytes.get(start, copy);
            waiting[slot] = copy;
            gapSince = count == 0 ? now : gapSince;
            count++;
            bytesHeld += length;
        }
    }

    /** So far from the last one that the source has begun anew: what waits belongs to the past. */
    private void restart(ByteBuffer bytes, int start, int length, int sequence, long now) {
        Arrays.fill(waiting, null);
        count = 0;
        bytesHeld = 0;
        next = sequence + 1 & 0xFFFF;
        gapSince = now;
        sink.packet(bytes, start, length);
    }

    private void release(long now) {
        for (byte[] packet = take(); packet != null; packet = take()) {
            sink.packet(ByteBuffer.wrap(packet), 0, packet.length);
        }
        gapSince = now;
    }

    private byte @Nullable [] take() {
        int slot = next % SLOTS;
        byte[] packet = waiting[slot];
        if (packet != null) {
            waiting[slot] = null;
            count--;
            bytesHeld -= packet.length;
            next = next + 1 & 0xFFFF;
        }
        return packet;
    }
}
