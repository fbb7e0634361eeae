package id.pantau.onvif;

import java.util.List;
import java.util.Optional;

/**
 * What a device allows one encoder for one coding. A range or a list that the device does not tell allows everything.
 *
 * @param gop pictures from one key picture to the next
 * @param frameRate pictures a second
 * @param frameRates the only ones allowed, when not empty
 * @param bitrate in kbit/s
 */
public record EncoderOptions(
        String encoding,
        List<Resolution> resolutions,
        Range gop,
        Range frameRate,
        List<Double> frameRates,
        Range bitrate,
        List<String> profiles) {

    /** In pixels. */
    public record Resolution(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** Both ends are in it. */
    public record Range(double min, double max) {
        public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        boolean contains(double value) {
            return value >= min && value <= max;
        }

        @Override
        public String toString() {
            return min + " to " + max;
        }
    }

    /** Why the device would not take these settings, as far as it tells; empty when it would. */
    public Optional<String> objection(VideoEncoder wanted) {
        Resolution size = new Resolution(wanted.width(), wanted.height());
        if (!resolutions.isEmpty() && !resolutions.contains(size)) {
            return Optional.of("the size " + size + " is none of " + resolutions);
        }
        if (!frameRates.isEmpty() && !frameRates.contains(wanted.frameRate())) {
            return Optional.of("the picture rate " + wanted.frameRate() + " is none of " + frameRates);
        }
        return outside("picture rate", wanted.frameRate(), frameRate)
                .or(() -> outside("bitrate", wanted.bitrate(), bitrate))
                .or(() -> outside("distance of key pictures", wanted.gop(), gop));
    }

    private static Optional<String> outside(String what, double value, Range range) {
        return range.contains(value)
                ? Optional.empty()
                : Optional.of("the " + what + " " + value + " is not within " + range);
    }
}
