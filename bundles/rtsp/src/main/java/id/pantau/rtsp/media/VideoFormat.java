package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * What a decoder must know before the first picture. Equal formats need no new initialisation of the decoder.
 *
 * @param sps sequence parameter sets, NAL units without start code; read-only, positions are the caller's own
 * @param pps picture parameter sets, likewise
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 * @param codecs as in RFC 6381, such as {@code avc1.64001f}
 */
public record VideoFormat(
        Codec codec, List<ByteBuffer> sps, List<ByteBuffer> pps, int width, int height, String codecs) {
    public VideoFormat {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(codecs, "codecs");
        if (sps.isEmpty() || pps.isEmpty()) {
            throw new IllegalArgumentException("a format needs both kinds of parameter sets");
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height);
        }
        sps = sps.stream().map(VideoFormat::copy).toList();
        pps = pps.stream().map(VideoFormat::copy).toList();
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
