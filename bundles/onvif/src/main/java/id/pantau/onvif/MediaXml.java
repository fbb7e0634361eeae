package id.pantau.onvif;

import id.pantau.onvif.EncoderOptions.Range;
import id.pantau.onvif.EncoderOptions.Resolution;
import id.pantau.onvif.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** What both media services write alike. */
final class MediaXml {
    static final int MAX_PROFILES = 1000;

    private MediaXml() {}

    static MediaProfile profile(
            XmlElement profile, Optional<XmlElement> source, Optional<VideoEncoder> encoder, Optional<XmlElement> ptz) {
        return new MediaProfile(
                profile.attribute("token"),
                profile.text("Name"),
                source.map(xml -> xml.text("SourceToken")).orElse(""),
                source.map(xml -> xml.attribute("token")).orElse(""),
                encoder,
                ptz.map(MediaXml::ptz));
    }

    /** A device that names no default space at all does not say what it lacks. */
    private static MediaProfile.PtzConfiguration ptz(XmlElement xml) {
        boolean panTilt = xml.find("DefaultContinuousPanTiltVelocitySpace").isPresent();
        boolean zoom = xml.find("DefaultContinuousZoomVelocitySpace").isPresent();
        return new MediaProfile.PtzConfiguration(
                xml.attribute("token"), xml.text("NodeToken"), panTilt || !zoom, zoom || !panTilt);
    }

    static VideoEncoder encoder(XmlElement xml, String gop, String profile) {
        return new VideoEncoder(
                xml.attribute("token"),
                xml.text("Encoding"),
                Values.whole(xml.text("Resolution", "Width"), 0),
                Values.whole(xml.text("Resolution", "Height"), 0),
                Values.number(xml.text("RateControl", "FrameRateLimit"), 0),
                Values.whole(xml.text("RateControl", "BitrateLimit"), 0),
                Values.whole(gop, 0),
                profile,
                Values.number(xml.text("Quality"), 0),
                xml);
    }

    static List<Resolution> resolutions(XmlElement options) {
        return options.children("ResolutionsAvailable").stream()
                .map(xml -> new Resolution(Values.whole(xml.text("Width"), 0), Values.whole(xml.text("Height"), 0)))
                .toList();
    }

    static Range range(Optional<XmlElement> xml) {
        return xml.map(range -> new Range(
                        Values.number(range.text("Min"), Double.NEGATIVE_INFINITY),
                        Values.number(range.text("Max"), Double.POSITIVE_INFINITY)))
                .orElse(Range.ANY);
    }

    static List<Osd> osds(XmlElement answer) {
        return answer.children("OSDs").stream()
                .map(xml -> new Osd(
                        xml.attribute("token"),
                        xml.text("VideoSourceConfigurationToken"),
                        xml.text("Type"),
                        xml.text("Position", "Type"),
                        xml.find("TextString", "PlainText")
                                .map(XmlElement::text)
                                .orElse(xml.text("TextString", "Type"))))
                .toList();
    }
}
