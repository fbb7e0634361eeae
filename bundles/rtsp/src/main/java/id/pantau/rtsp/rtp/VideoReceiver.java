package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.rtsp.rtp.ParameterSets.Kind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/** One H.264 or H.265 track of one connection: RTP packets in, formats and access units out. Used by one thread. */
public final class VideoReceiver {
    private final RtpHeader header = new RtpHeader();
    private final NalDepacketiser depacketiser;
    private final ParameterSets parameterSets;
    private final Reception reception = new Reception(AccessUnit.TICKS_PER_SECOND);
    private final int reporter = ThreadLocalRandom.current().nextInt();
    private final TimestampClamp clamp = new TimestampClamp();
    private final int payloadType;
    private final Output output;
    private DecodeClock clock = new DecodeClock(OptionalInt.empty(), 0);
    private boolean formatKnown;
    private Instant arrival = Instant.EPOCH;

    /** What came before the first picture, by whose timestamp it is understood. */
    private Optional<Rtcp.Sent> early = Optional.empty();

    private boolean pictured;

    /** Where formats and pictures go. */
    public interface Output {
        /** Before the first picture, and before the first one that is coded otherwise. */
        void format(VideoFormat format);

        void picture(AccessUnit unit);

        /** A complete picture that is left out, for want of a key picture or of parameter sets before it. */
        void undecodable();

        /** A packet is missing: that picture, and all up to the next key picture, are left out. */
        default void broken() {}

        /** What the camera's own clock shows. */
        void clock(SenderReport report);
    }

    /**
     * @param payloadType of the packets that count; others are left out
     * @param numbered H.265 packets hold decoding order numbers (RFC 7798, section 7.1, {@code sprop-max-don-diff})
     * @param described parameter sets from the session description, possibly none
     */
    public VideoReceiver(Codec codec, int payloadType, boolean numbered, List<ByteBuffer> described, Output output) {
        this.payloadType = payloadType;
        this.output = output;
        parameterSets = new ParameterSets(codec);
        depacketiser = codec == Codec.H265
                ? new H265Depacketiser(new Assembly(), numbered)
                : new H264Depacketiser(new Assembly());
        described.stream()
                .filter(ByteBuffer::hasRemaining)
                .forEach(nal -> kind(codec, nal.get(nal.position())).ifPresent(kind -> parameterSets.add(kind, nal)));
    }

    private static Optional<Kind> kind(Codec codec, int header) {
        return codec == Codec.H265 ? H265Depacketiser.kind(header) : H264Depacketiser.kind(header);
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
            reception.packet(header, nanos(arrived));
            depacketiser.packet(header, bytes);
        }
    }

    /** The same for a control packet (RTCP). */
    public void control(ByteBuffer bytes, int start, int length, Instant arrived) {
        Optional<Rtcp.Sent> sent = Rtcp.senderReport(bytes, start, length);
        if (sent.isPresent()) {
            reception.report(sent.get().middle(), nanos(arrived));
            early = pictured ? Optional.empty() : sent;
            tell(sent.get());
        }
    }

    private void tell(Rtcp.Sent sent) {
        clamp.at(sent.timestamp()).ifPresent(pts -> output.clock(new SenderReport(sent.wallClock(), pts)));
    }

    /** How well packets arrive, to be sent to the camera (RFC 3550, section 6.4.2); empty before the first one. */
    public Optional<ByteBuffer> receiverReport(Instant now) {
        return reception.isStarted()
                ? Optional.of(Rtcp.receiverReport(reporter, reception.block(nanos(now))))
                : Optional.empty();
    }

    private static long nanos(Instant moment) {
        return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
    }

    /** @return whether what follows is coded otherwise */
    private boolean applyParameterSets() {
        Optional<VideoFormat> format = parameterSets.apply();
        if (format.isPresent()) {
            formatKnown = true;
            clock = DecodeClock.after(
                    clock, format.get().reorderDepth(), format.get().deepestReorder());
            output.format(format.get());
        }
        return format.isPresent();
    }

    private final class Assembly implements NalDepacketiser.Sink {
        @Override
        public void parameterSet(Kind kind, ByteBuffer nal) {
            parameterSets.add(kind, nal);
        }

        @Override
        public void picture(ByteBuffer data, int timestamp, boolean key) {
            boolean recoded = key && applyParameterSets();
            if (formatKnown) {
                // a camera that reorders less from now on begins while the pictures before are still being shown
                long pts = clamp.extend(timestamp, recoded || clock.mayReorder() && !key);
                long dts = clock.decodeTime(pts, key, clamp.nominal());
                pictured = true;
                early.ifPresent(VideoReceiver.this::tell);
                early = Optional.empty();
                output.picture(new AccessUnit(data, dts, clock.mayReorder() ? pts : dts, key, arrival));
            } else {
                output.undecodable();
            }
        }

        @Override
        public void undecodable() {
            output.undecodable();
        }

        @Override
        public void broken() {
            output.broken();
        }
    }
}
