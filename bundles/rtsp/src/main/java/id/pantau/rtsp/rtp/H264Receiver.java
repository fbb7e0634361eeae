package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.Sps;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One H.264 track of one connection: RTP packets in, formats and access units out. Used by one thread. */
public final class H264Receiver {
    private final RtpHeader header = new RtpHeader();
    private final H264Depacketiser depacketiser = new H264Depacketiser(new Assembly());
    private final ParameterSets parameterSets = new ParameterSets();
    private final TimestampClamp clamp = new TimestampClamp();
    private final int payloadType;
    private final Output output;
    private DecodeClock clock = new DecodeClock(OptionalInt.empty());
    private boolean formatKnown;
    private Instant arrival = Instant.EPOCH;

    /** Where formats and pictures go. */
    public interface Output {
        /** Before the first picture, and before the first one that is coded otherwise. */
        void format(VideoFormat format);

        void picture(AccessUnit unit);

        /** A complete picture that is left out, for want of a key picture or of parameter sets before it. */
        void undecodable();
    }

    /**
     * @param payloadType of the packets that count; others are left out
     * @param described parameter sets from the session description, possibly none
     */
    public H264Receiver(int payloadType, List<ByteBuffer> described, Output output) {
        this.payloadType = payloadType;
        this.output = output;
        for (ByteBuffer nal : described) {
            int type = nal.hasRemaining() ? nal.get(nal.position()) & 0x1F : 0;
            if (type == 7) {
                parameterSets.addSps(nal);
            } else if (type == 8) {
                parameterSets.addPps(nal);
            }
        }
    }

    /** Announces the format that the session description holds, if it holds one. */
    public void start() {
        applyParameterSets();
    }

    /**
     * @param bytes holds the packet from {@code start}; position and limit stay
     * @param arrived when it was read
     */
    public void packet(ByteBuffer bytes, int start, int length, Instant arrived) {
        arrival = arrived;
        if (!header.read(bytes, start, length)) {
            depacketiser.loss();
        } else if (header.payloadType == payloadType) {
            depacketiser.packet(header, bytes);
        }
    }

    private void applyParameterSets() {
        Optional<VideoFormat> format = parameterSets.apply();
        if (format.isPresent()) {
            formatKnown = true;
            clock = DecodeClock.after(clock, reorderDepth(format.get()));
            output.format(format.get());
        }
    }

    private static OptionalInt reorderDepth(VideoFormat format) {
        try {
            return Sps.parse(format.sps().get(0)).reorderDepth();
        } catch (MalformedMediaException e) {
            return OptionalInt.empty();
        }
    }

    private final class Assembly implements H264Depacketiser.Sink {
        @Override
        public void sequenceParameters(ByteBuffer nal) {
            parameterSets.addSps(nal);
        }

        @Override
        public void pictureParameters(ByteBuffer nal) {
            parameterSets.addPps(nal);
        }

        @Override
        public void picture(ByteBuffer data, int timestamp, boolean key) {
            if (key) {
                applyParameterSets();
            }
            if (formatKnown) {
                long pts = clamp.extend(timestamp, clock.mayReorder() && !key);
                long dts = clock.decodeTime(pts, key, clamp.nominal());
                output.picture(new AccessUnit(data, dts, pts, key, arrival));
            } else {
                output.undecodable();
            }
        }

        @Override
        public void undecodable() {
            output.undecodable();
        }
    }
}
