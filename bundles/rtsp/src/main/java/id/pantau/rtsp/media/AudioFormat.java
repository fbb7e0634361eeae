package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * What a decoder of AAC must know before the first frame.
 *
 * @param configuration AudioSpecificConfig (ISO/IEC 14496-3, section 1.6.2.1); read-only, its position is the caller's own
 * @param sampleRate in Hz, also the ticks of a second in the times of its frames; 1 to 192000
 * @param channels 1 to 8
 * @param frameSamples samples per channel in one frame, 960 or 1024
 * @param codecs as in RFC 6381, such as {@code mp4a.40.2}
 */
public record AudioFormat(ByteBuffer configuration, int sampleRate, int channels, int frameSamples, String codecs) {
    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };
    private static final int EXPLICIT_RATE = 15;
    private static final int ESCAPED_TYPE = 31;
    private static final int SPECTRAL_REPLICATION = 5;
    private static final int PARAMETRIC_STEREO = 29;
    private static final int FASTEST = 192_000;
    private static final int LONGEST = 64;

    public AudioFormat {
        Objects.requireNonNull(codecs, "codecs");
        byte[] copy = new byte[configuration.remaining()];
        configuration.duplicate().get(copy);
        configuration = ByteBuffer.wrap(copy).asReadOnlyBuffer();
    }

    /**
     * The format that an AudioSpecificConfig describes.
     *
     * @throws MalformedMediaException when it cannot be read, or describes something else than AAC of up to 8 channels
     */
    public static AudioFormat aac(ByteBuffer configuration) throws MalformedMediaException {
        if (configuration.remaining() > LONGEST) {
            throw new MalformedMediaException("audio configuration: more than " + LONGEST + " bytes");
        }
        try {
            return read(configuration, new BitReader(configuration.duplicate(), false));
        } catch (MalformedMediaException e) {
            throw new MalformedMediaException("audio configuration: " + e.getMessage());
        }
    }

    @Override
    public ByteBuffer configuration() {
        return configuration.duplicate();
    }

    private static AudioFormat read(ByteBuffer configuration, BitReader in) throws MalformedMediaException {
        int type = type(in);
        int rate = rate(in);
        int channels = (int) in.bits(4);
        channels = channels == 7 ? 8 : channels;
        int coded = type;
        if (type == SPECTRAL_REPLICATION || type == PARAMETRIC_STEREO) {
            rate(in);
            coded = type(in);
        }
        if (channels < 1 || channels > 8) {
            throw new MalformedMediaException("channel configuration " + channels);
        }
        if (coded < 1 || coded > 4) {
            throw new MalformedMediaException("audio object type " + coded + " is not AAC");
        }
        return new AudioFormat(configuration, rate, channels, in.flag() ? 960 : 1024, "mp4a.40." + type);
    }

    private static int type(BitReader in) throws MalformedMediaException {
        int type = (int) in.bits(5);
        return type == ESCAPED_TYPE ? 32 + (int) in.bits(6) : type;
    }

    private static int rate(BitReader in) throws MalformedMediaException {
        int index = (int) in.bits(4);
        if (index != EXPLICIT_RATE && index >= RATES.length) {
            throw new MalformedMediaException("sampling frequency index " + index);
        }
        int rate = index == EXPLICIT_RATE ? (int) in.bits(24) : RATES[index];
        if (rate < 1 || rate > FASTEST) {
            throw new MalformedMediaException("a sampling frequency of " + rate + " Hz");
        }
        return rate;
    }
}
