package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a decoder must know before the first picture, and before the sound that comes with it, if any. Equal formats need no new initialisation of the decoder.
 *
 * @param vps video parameter sets (H.265 only), NAL units without start code; read-only, positions are the caller's own
 * @param sps sequence parameter sets, likewise
 * @param pps picture parameter sets, likewise
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 * @param codecs of the pictures, as in RFC 6381, such as {@code avc1.64001f} or {@code hvc1.1.6.L93.B0}
 * @param audio what the sound is coded like
 */
public record VideoFormat(
        Codec codec,
        List<ByteBuffer> vps,
        List<ByteBuffer> sps,
        List<ByteBuffer> pps,
        int width,
        int height,
        String codecs,
        Optional<AudioFormat> audio) {
    /** The deepest that any of the codecs can reorder, in pictures. */
    private static final int DEEPEST_REORDER = 16;

    public VideoFormat {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(codecs, "codecs");
        if (sps.isEmpty() || pps.isEmpty() || codec == Codec.H265 && vps.isEmpty()) {
            throw new IllegalArgumentException("a format needs every kind of parameter sets");
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height);
        }
        vps = vps.stream().map(VideoFormat::copy).toList();
        sps = sps.stream().map(VideoFormat::copy).toList();
        pps = pps.stream().map(VideoFormat::copy).toList();
    }

    /** A format without sound. */
    public VideoFormat(
            Codec codec,
            List<ByteBuffer> vps,
            List<ByteBuffer> sps,
            List<ByteBuffer> pps,
            int width,
            int height,
            String codecs) {
        this(codec, vps, sps, pps, width, height, codecs, Optional.empty());
    }

    /** The same with this sound, or with none. */
    public VideoFormat with(Optional<AudioFormat> sound) {
        return new VideoFormat(codec, vps, sps, pps, width, height, codecs, sound);
    }

    /** Of pictures and sound, as in RFC 6381, such as {@code avc1.64001f,mp4a.40.2}. */
    public String allCodecs() {
        return audio.map(sound -> codecs + "," + sound.codecs()).orElse(codecs);
    }

    /** A format of a codec without video parameter sets. */
    public VideoFormat(Codec codec, List<ByteBuffer> sps, List<ByteBuffer> pps, int width, int height, String codecs) {
        this(codec, List.of(), sps, pps, width, height, codecs);
    }

    /**
     * The format that H.264 parameter sets describe.
     *
     * @param sps the first one counts
     * @throws MalformedMediaException when it cannot be read
     */
    public static VideoFormat h264(List<ByteBuffer> sps, List<ByteBuffer> pps) throws MalformedMediaException {
        if (sps.isEmpty() || pps.isEmpty()) {
            throw new MalformedMediaException("parameter sets are missing");
        }
        Sps first = Sps.parse(sps.get(0));
        return new VideoFormat(Codec.H264, sps, pps, first.width(), first.height(), first.codecs());
    }

    /**
     * The format that H.265 parameter sets describe.
     *
     * @param sps the first one counts
     * @throws MalformedMediaException when it cannot be read
     */
    public static VideoFormat h265(List<ByteBuffer> vps, List<ByteBuffer> sps, List<ByteBuffer> pps)
            throws MalformedMediaException {
        if (vps.isEmpty() || sps.isEmpty() || pps.isEmpty()) {
            throw new MalformedMediaException("parameter sets are missing");
        }
        H265Sps first = H265Sps.parse(sps.get(0));
        return new VideoFormat(Codec.H265, vps, sps, pps, first.width(), first.height(), first.codecs());
    }

    /** How many pictures may come before one that is shown earlier; empty when the parameter sets do not say. */
    public OptionalInt reorderDepth() {
        try {
            return codec == Codec.H265
                    ? OptionalInt.of(H265Sps.parse(sps.get(0)).reorderDepth())
                    : Sps.parse(sps.get(0)).reorderDepth();
        } catch (MalformedMediaException e) {
            return OptionalInt.empty();
        }
    }

    /** More pictures than these never come before one that is shown earlier, 0 to 16. */
    public int deepestReorder() {
        try {
            return codec == Codec.H265 ? DEEPEST_REORDER : Sps.parse(sps.get(0)).mostBuffered();
        } catch (MalformedMediaException e) {
            return DEEPEST_REORDER;
        }
    }

    @Override
    public List<ByteBuffer> vps() {
        return vps.stream().map(ByteBuffer::duplicate).toList();
    }

    @Override
    public List<ByteBuffer> sps() {
        return sps.stream().map(ByteBuffer::duplicate).toList();
    }

    @Override
    public List<ByteBuffer> pps() {
        return pps.stream().map(ByteBuffer::duplicate).toList();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return ByteBuffer.wrap(copy).asReadOnlyBuffer();
    }
}
