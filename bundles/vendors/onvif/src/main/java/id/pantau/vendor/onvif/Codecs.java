package id.pantau.vendor.onvif;

import id.pantau.model.StreamProfile.Codec;
import java.util.Locale;
import java.util.Optional;

/** ONVIF's names of codings, and the platform's. */
final class Codecs {
    private Codecs() {}

    static Codec of(String encoding) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "H264" -> Codec.H264;
            case "H265" -> Codec.H265;
            case "JPEG" -> Codec.MJPEG;
            default -> Codec.UNKNOWN;
        };
    }

    /** Empty for UNKNOWN, which nothing can be set to. */
    static Optional<String> name(Codec codec) {
        return switch (codec) {
            case H264 -> Optional.of("H264");
            case H265 -> Optional.of("H265");
            case MJPEG -> Optional.of("JPEG");
            case UNKNOWN -> Optional.empty();
        };
    }
}
