package id.pantau.vendor.push;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream that is being sent, and who reads it: the first reader begins with the newest key picture, another with the next.
 * On the loop's thread only.
 */
final class Publication {
    /** RTP on channel 0 and RTCP on channel 1, for every reader, so that all share the bytes. */
    static final int RTP = 0;

    static final int RTCP = 1;

    private static final int MOST_READERS = 4;
    private static final int MOST_GROUP_BYTES = 4 << 20;
    private static final int SHORTEST_RTP = 12;
    private static final long RATE_NANOS = Duration.ofSeconds(2).toNanos();

    private final String name;
    private final Protocol protocol;
    private final InetAddress from;
    private final Instant since;
    private final Runnable hangUp;
    private final List<Outlet> readers = new ArrayList<>();
    private final ArrayDeque<ByteBuffer> group = new ArrayDeque<>();
    private @Nullable Video video;
    private @Nullable KeyPictures keys;
    private int groupBytes;
    private long heard;
    private long rateSince;
    private long rateBytes;
    private long bitsPerSecond;
    private boolean ended;

    enum Protocol {
        RTSP,
        RTMP,
        RTSPS,
        RTMPS
    }

    /** @param hangUp ends the connection that it comes by */
    Publication(String name, Protocol protocol, InetAddress from, Instant since, long nanos, Runnable hangUp) {
        this.name = name;
        this.protocol = protocol;
        this.from = from;
        this.since = since;
        this.hangUp = hangUp;
        this.heard = nanos;
        this.rateSince = nanos;
    }

    String name() {
        return name;
    }

    Push.Sending sending(long nanos) {
        boolean stale = nanos - rateSince > 2 * RATE_NANOS;
        return new Push.Sending(
                protocol.name(),
                from.getHostAddress(),
                since,
                video == null ? "" : video.codec().name(),
                stale ? 0 : bitsPerSecond);
    }

    /** How the pictures that follow are coded. */
    void video(Video described) {
        video = described;
        keys = new KeyPictures(described.codec());
        forgetGroup();
    }

    /** Empty until the sender has said how its pictures are coded. */
    Optional<Video> video() {
        return Optional.ofNullable(video);
    }

    /** How long nothing has come. */
    Duration silence(long nanos) {
        return Duration.ofNanos(nanos - heard);
    }

    /** One RTP packet of the video track between position and limit; what is none is dropped. */
    void rtp(ByteBuffer packet, long nanos) {
        Video is = video;
        KeyPictures seen = keys;
        if (ended || is == null || seen == null || !isOf(is, packet)) {
            return;
        }
        count(packet.remaining(), nanos);
        boolean key = seen.beginsWith(packet);
        ByteBuffer frame = frame(RTP, packet);
        remember(frame, key);
        for (Outlet reader : readers) {
            reader.rtp(frame.duplicate(), key);
        }
    }

    private static boolean isOf(Video video, ByteBuffer packet) {
        int start = packet.position();
        return packet.remaining() >= SHORTEST_RTP
                && (packet.get(start) & 0xC0) == 0x80
                && (packet.get(start + 1) & 0x7F) == video.payloadType();
    }

    /** One RTCP packet of the video track: what the sender's clock shows. */
    void rtcp(ByteBuffer packet) {
        ByteBuffer frame = frame(RTCP, packet);
        for (Outlet reader : readers) {
            reader.rtcp(frame.duplicate());
        }
    }

    /** To be called when a batch of packets is done. */
    void flush() {
        List.copyOf(readers).forEach(Outlet::flush);
    }

    /** Whether it goes on and nobody reads it. */
    boolean isUnread() {
        return !ended && readers.isEmpty();
    }

    /** @return false when there are enough already */
    boolean join(Outlet reader) {
        if (readers.size() >= MOST_READERS || ended) {
            return false;
        }
        boolean key = true;
        for (ByteBuffer frame : group) {
            reader.rtp(frame.duplicate(), key);
            key = false;
        }
        forgetGroup();
        readers.add(reader);
        reader.flush();
        return true;
    }

    void leave(Outlet reader) {
        readers.remove(reader);
    }

    /** Ends it for sender and readers. Harmless when repeated. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        List.copyOf(readers).forEach(Outlet::end);
        readers.clear();
        group.clear();
        hangUp.run();
    }

    /**
     * Keeps what came since the newest key picture while nobody reads, so that the first reader need not wait for the next one;
     * a group that is too large is not kept.
     */
    private void remember(ByteBuffer frame, boolean key) {
        if (key) {
            forgetGroup();
        } else if (group.isEmpty()) {
            return;
        }
        if (groupBytes + frame.remaining() > MOST_GROUP_BYTES || !readers.isEmpty()) {
            forgetGroup();
            return;
        }
        group.add(frame);
        groupBytes += frame.remaining();
    }

    private void forgetGroup() {
        group.clear();
        groupBytes = 0;
    }

    private void count(int bytes, long nanos) {
        heard = nanos;
        rateBytes += bytes;
        long elapsed = nanos - rateSince;
        if (elapsed >= RATE_NANOS) {
            bitsPerSecond = rateBytes * 8 * 1_000 / (elapsed / 1_000_000);
            rateBytes = 0;
            rateSince = nanos;
        }
    }

    private static ByteBuffer frame(int channel, ByteBuffer packet) {
        return ByteBuffer.allocate(4 + packet.remaining())
                .put((byte) '$')
                .put((byte) channel)
                .putShort((short) packet.remaining())
                .put(packet.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }
}
