package id.pantau.rtsp.client;

import id.pantau.rtsp.client.Handshake.Granted;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.rtp.AacReceiver;
import id.pantau.rtsp.rtp.JpegReceiver;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tracks of one pull: brings every packet to the receiver that it is for. */
final class Tracks {
    private static final Logger LOG = LoggerFactory.getLogger(Tracks.class);
    private static final int RTP_HEADER = 12;

    private final PullOptions options;
    private final Output output;
    private @Nullable VideoReceiver video;
    private @Nullable JpegReceiver jpeg;
    private @Nullable AacReceiver audio;
    private @Nullable AudioFormat audioFormat;
    private int payloadType = -1;
    private int videoChannel = -1;
    private int audioChannel = -1;
    private int count;

    /** Where everything goes. */
    interface Output extends VideoReceiver.Output {
        void heard(AudioFormat format);

        void frame(AudioFrame frame);

        void snapshot(JpegPicture picture);
    }

    Tracks(PullOptions options, Output output) {
        this.options = options;
        this.output = output;
    }

    int count() {
        return count;
    }

    /** The server has granted one more. */
    void add(Granted granted) {
        count++;
        Track track = granted.track();
        if (track.kind().equals("audio")) {
            audioChannel = granted.setup().channel();
            addAudio(track);
            return;
        }
        videoChannel = granted.setup().channel();
        payloadType = track.payloadType();
        if (track.codec().equals("JPEG")) {
            jpeg = new JpegReceiver(payloadType, options.snapshotsPerSecond(), output::snapshot);
        } else {
            video = new VideoReceiver(
                    track.codec().equals("H265") ? Codec.H265 : Codec.H264,
                    payloadType,
                    !track.parameters().getOrDefault("sprop-max-don-diff", "0").equals("0"),
                    track.parameterSets(),
                    output);
        }
    }

    /** Announces the formats that the session description holds. */
    void start() {
        if (video != null) {
            video.start();
        }
        if (audioFormat != null) {
            output.heard(audioFormat);
        }
    }

    /** An interleaved packet. A server that sends on another channel than it granted is understood by the payload type. */
    void frame(int channel, ByteBuffer bytes, int start, int length, Instant arrival) {
        if (channel == videoChannel) {
            media(bytes, start, length, arrival);
        } else if (channel == videoChannel + 1) {
            control(bytes, start, length, arrival);
        } else if (channel == audioChannel && audio != null) {
            audio.packet(bytes, start, length, arrival);
        } else if (length >= RTP_HEADER && (bytes.get(start + 1) & 0x7F) == payloadType) {
            media(bytes, start, length, arrival);
        }
    }

    /** A packet of the pictures. */
    void media(ByteBuffer bytes, int start, int length, Instant arrival) {
        if (video != null) {
            video.packet(bytes, start, length, arrival);
        } else if (jpeg != null) {
            jpeg.packet(bytes, start, length, arrival);
        }
    }

    /** A report about the pictures. */
    void control(ByteBuffer bytes, int start, int length, Instant arrival) {
        if (video != null) {
            video.control(bytes, start, length, arrival);
        }
    }

    /** How well the pictures' packets arrive, to be sent to the server; empty when there is nothing to say. */
    Optional<ByteBuffer> report(Instant now) {
        return video == null ? Optional.empty() : video.receiverReport(now);
    }

    /** Where a report is to be sent, interleaved; -1 for datagrams. */
    int reportChannel() {
        return videoChannel < 0 ? -1 : videoChannel + 1;
    }

    /** Audio that cannot be understood is no reason to go without pictures. */
    private void addAudio(Track track) {
        try {
            AudioFormat format = AudioFormat.aac(
                    ByteBuffer.wrap(HexFormat.of().parseHex(track.parameters().getOrDefault("config", ""))));
            audio = new AacReceiver(
                    track.payloadType(), track.clockRate(), format.frameSamples(), track.parameters(), output::frame);
            audioFormat = format;
        } catch (MalformedMediaException | IllegalArgumentException e) {
            LOG.debug("audio is left out: {}", e.getMessage());
        }
    }
}
