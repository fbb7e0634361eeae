package id.pantau.vendor.dahua;

import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a stream is coded. All that differs is written in one request, so that it is done whole or not at all. */
final class DahuaEncoding implements Facet.Encoding {
    private static final Map<Codec, String> NAMES =
            Map.of(Codec.H264, "H.264", Codec.H265, "H.265", Codec.MJPEG, "MJPG");

    private final Cgi cgi;
    private final Map<StreamProfile, String> streams;

    /** @param streams keys in the configuration, such as {@code Encode[0].MainFormat[0]} */
    DahuaEncoding(Cgi cgi, Map<StreamProfile, String> streams) {
        this.cgi = cgi;
        this.streams = streams;
    }

    static Codec codec(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "H.264" -> Codec.H264;
            case "H.265" -> Codec.H265;
            case "MJPG", "MJPEG" -> Codec.MJPEG;
            default -> Codec.UNKNOWN;
        };
    }

    @Override
    public Settings read(StreamProfile profile) throws CameraException, InterruptedException {
        return settings(configuration(), key(profile));
    }

    @Override
    public void write(StreamProfile profile, Settings wanted) throws CameraException, InterruptedException {
        String key = key(profile);
        String codec = NAMES.get(wanted.codec());
        if (codec == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no codec " + wanted.codec());
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Compression", codec);
        values.put("Width", "" + wanted.width());
        values.put("Height", "" + wanted.height());
        values.put("FPS", "" + Math.round(wanted.frameRate()));
        values.put("BitRate", "" + wanted.bitrate());
        values.put("GOP", "" + wanted.gop());
        CgiText now = configuration();
        StringBuilder program = new StringBuilder("configManager.cgi?action=setConfig");
        int unchanged = program.length();
        values.forEach((name, value) -> {
            if (!now.value("table." + key + ".Video." + name).equals(value)) {
                program.append('&')
                        .append(Cgi.encoded(key + ".Video." + name))
                        .append('=')
                        .append(Cgi.encoded(value));
            }
        });
        if (program.length() > unchanged) {
            cgi.tell(program.toString());
        }
    }

    private CgiText configuration() throws CameraException, InterruptedException {
        return cgi.read("configManager.cgi?action=getConfig&name=Encode");
    }

    static Settings settings(CgiText now, String key) throws CameraException {
        return new Settings(
                codec(now.value("table." + key + ".Video.Compression")),
                number(now, key, "Width"),
                number(now, key, "Height"),
                number(now, key, "FPS"),
                number(now, key, "BitRate"),
                number(now, key, "GOP"));
    }

    private static int number(CgiText now, String key, String name) throws CameraException {
        return now.number("table." + key + ".Video." + name)
                .orElseThrow(() -> new CameraException(Kind.PROTOCOL, key + ".Video." + name + " is no number"));
    }

    private String key(StreamProfile profile) throws CameraException {
        String stream = streams.get(profile);
        if (stream == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name());
        }
        return stream;
    }
}
