package id.pantau.vendor.hikvision;

import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.util.Locale;
import java.util.Map;

/** How a stream is coded. What the device does not know, its document does not have, and it is not written. */
final class HikvisionEncoding implements Facet.Encoding {
    private static final Map<Codec, String> NAMES =
            Map.of(Codec.H264, "H.264", Codec.H265, "H.265", Codec.MJPEG, "MJPEG");

    private final Isapi isapi;
    private final Map<StreamProfile, Integer> streams;

    /** @param streams numbers in ISAPI, such as 101 */
    HikvisionEncoding(Isapi isapi, Map<StreamProfile, Integer> streams) {
        this.isapi = isapi;
        this.streams = streams;
    }

    static Codec codec(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "H.264" -> Codec.H264;
            case "H.265" -> Codec.H265;
            case "MJPEG" -> Codec.MJPEG;
            default -> Codec.UNKNOWN;
        };
    }

    @Override
    public Settings read(StreamProfile profile) throws CameraException, InterruptedException {
        return settings(isapi.read(path(profile)));
    }

    static Settings settings(XmlElement stream) throws CameraException {
        XmlElement video = video(stream);
        return new Settings(
                codec(video.text("videoCodecType")),
                number(video, "videoResolutionWidth"),
                number(video, "videoResolutionHeight"),
                number(video, "maxFrameRate") / 100.0,
                number(video, rateName(video)),
                number(video, "GovLength"));
    }

    @Override
    public void write(StreamProfile profile, Settings settings) throws CameraException, InterruptedException {
        String name = NAMES.get(settings.codec());
        if (name == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no codec " + settings.codec());
        }
        XmlElement stream = isapi.read(path(profile));
        XmlElement video = video(stream);
        XmlElement changed = stream.replacing(name, "Video", "videoCodecType")
                .replacing("" + settings.width(), "Video", "videoResolutionWidth")
                .replacing("" + settings.height(), "Video", "videoResolutionHeight")
                .replacing("" + Math.round(settings.frameRate() * 100), "Video", "maxFrameRate")
                .replacing("" + settings.bitrate(), "Video", rateName(video))
                .replacing("" + settings.gop(), "Video", "GovLength");
        if (!changed.toString().equals(stream.toString())) {
            isapi.write(path(profile), changed.toString());
        }
    }

    private static XmlElement video(XmlElement stream) throws CameraException {
        return stream.find("Video")
                .orElseThrow(() -> new CameraException(Kind.PROTOCOL, "a stream without video settings"));
    }

    private static String rateName(XmlElement video) {
        return video.text("videoQualityControlType").equalsIgnoreCase("VBR") ? "vbrUpperCap" : "constantBitRate";
    }

    private static int number(XmlElement video, String name) throws CameraException {
        String text = video.text(name);
        if (!text.matches("\\d{1,9}")) {
            throw new CameraException(Kind.PROTOCOL, "a stream's " + name + " is no number");
        }
        return Integer.parseInt(text);
    }

    private String path(StreamProfile profile) throws CameraException {
        Integer stream = streams.get(profile);
        if (stream == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name());
        }
        return "/ISAPI/Streaming/channels/" + stream;
    }
}
