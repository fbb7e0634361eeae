package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.AudioFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One AAC track of one connection (RFC 3640, modes AAC-hbr and AAC-lbr): RTP packets in, frames out. A frame that lacks a
 * packet is left out. Interleaved frames come in the order received. Used by one thread.
 */
public final class AacReceiver {
    private static final int MOST_BYTES = 8 << 10;
    private static final int MOST_SECONDS_AHEAD = 10;

    private final RtpHeader header = new RtpHeader();
    private final byte[] frame = new byte[MOST_BYTES];
    private final int payloadType;
    private final int sampleRate;
    private final int frameSamples;
    private final int sizeBits;
    private final int indexBits;
    private final int deltaBits;
    private final Consumer<AudioFrame> output;
    private boolean started;
    private int nextSequence;
    private int lastTimestamp;
    private long base;
    private long lastPts = -1;
    private int collected;
    private int awaited;
    private int awaitedTimestamp;

    /**
     * @param parameters of the format in the session description, by name in lower case
     * @param sampleRate ticks of a second in its timestamps
     * @throws IllegalArgumentException when the parameters describe packets that cannot be read
     */
    public AacReceiver(
            int payloadType,
            int sampleRate,
            int frameSamples,
            Map<String, String> parameters,
            Consumer<AudioFrame> output) {
        this.payloadType = payloadType;
        this.sampleRate = sampleRate;
        this.frameSamples = frameSamples;
        this.output = output;
        sizeBits = bits(parameters, "sizelength");
        indexBits = bits(parameters, "indexlength");
        deltaBits = bits(parameters, "indexdeltalength");
        if (sizeBits == 0) {
            throw new IllegalArgumentException("an AAC track without sizelength");
        }
    }

    /**
     * @param bytes holds the packet from {@code start}; position and limit stay
     * @param arrived when it was read
     */
    public void packet(ByteBuffer bytes, int start, int length, Instant arrived) {
        if (!header.read(bytes, start, length) || header.payloadType != payloadType) {
            return;
        }
        if (started && header.sequence != nextSequence) {
            awaited = 0;
        }
        follow();
        nextSequence = header.sequence + 1 & 0xFFFF;
        int at = header.payloadStart;
        int end = header.payloadEnd;
        if (end - at < 2) {
            return;
        }
        int headerBits = bytes.getShort(at) & 0xFFFF;
        int data = at + 2 + (headerBits + 7) / 8;
        if (data <= end) {
            frames(bytes, at + 2, headerBits, data, end, arrived);
        }
    }

    private void frames(ByteBuffer bytes, int headers, int headerBits, int data, int end, Instant arrived) {
        int bit = 0;
        int from = data;
        for (int i = 0; ; i++) {
            int more = i == 0 ? indexBits : deltaBits;
            if (bit + sizeBits + more > headerBits) {
                return;
            }
            int size = read(bytes, headers, bit, sizeBits);
            bit += sizeBits + more;
            if (size == 0 || size > MOST_BYTES) {
                return;
            }
            if (from + size > end) {
                fragment(bytes, from, end, size, i, arrived);
                return;
            }
            awaited = 0;
            deliver(bytes.slice(from, size), i, arrived);
            from += size;
        }
    }

    /** A frame longer than a packet comes alone, in packets that all name its whole size (section 3.2.3.2). */
    private void fragment(ByteBuffer bytes, int from, int end, int size, int index, Instant arrived) {
        if (index > 0) {
            awaited = 0;
            return;
        }
        if (awaited != size || awaitedTimestamp != header.timestamp) {
            awaited = size;
            awaitedTimestamp = header.timestamp;
            collected = 0;
        }
        int length = Math.min(end - from, awaited - collected);
        bytes.get(from, frame, collected, length);
        collected += length;
        if (collected == awaited) {
            awaited = 0;
            deliver(ByteBuffer.wrap(frame, 0, collected).slice(), 0, arrived);
        }
    }

    private void deliver(ByteBuffer data, int index, Instant arrived) {
        long pts = Math.max(lastPts, base + (long) index * frameSamples);
        lastPts = pts;
        output.accept(new AudioFrame(data.asReadOnlyBuffer(), pts, arrived));
    }

    /** One long time line of timestamps that wrap around; a jump becomes the distance of one frame. */
    private void follow() {
        if (started) {
            int step = header.timestamp - lastTimestamp;
            boolean believable = step >= 0 && step <= MOST_SECONDS_AHEAD * sampleRate;
            base += believable ? step : frameSamples;
        }
        started = true;
        lastTimestamp = header.timestamp;
    }

    private static int read(ByteBuffer bytes, int start, int bit, int count) {
        int value = 0;
        for (int i = bit; i < bit + count; i++) {
            value = value << 1 | bytes.get(start + i / 8) >> 7 - i % 8 & 1;
        }
        return value;
    }

    private static int bits(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "0");
        if (!value.matches("\\d|1\\d")) {
            throw new IllegalArgumentException("an AAC track whose " + name + " is no number below 20");
        }
        return Integer.parseInt(value);
    }
}
