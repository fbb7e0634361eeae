package id.pantau.onvif;

import id.pantau.onvif.xml.XmlElement;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The second media service, of Profile T. */
final class Media2 implements MediaService {
    private final Service service;

    Media2(Service service) {
        this.service = service;
    }

    @Override
    public List<MediaProfile> profiles() throws OnvifException, InterruptedException {
        return service.call(service.request("GetProfiles").with("Type", "All")).children("Profiles").stream()
                .limit(MediaXml.MAX_PROFILES)
                .map(profile -> MediaXml.profile(
                        profile,
                        profile.find("Configurations", "VideoSource"),
                        profile.find("Configurations", "VideoEncoder").map(Media2::encoder),
                        profile.find("Configurations", "PTZ")))
                .toList();
    }

    @Override
    public URI streamUri(String profile) throws OnvifException, InterruptedException {
        String told = service.call(
                        service.request("GetStreamUri").with("Protocol", "RTSP").with("ProfileToken", profile))
                .text("Uri");
        return service.client().addresses().stream(service.uri("GetStreamUri", told));
    }

    @Override
    public URI snapshotUri(String profile) throws OnvifException, InterruptedException {
        String told = service.call(service.request("GetSnapshotUri").with("ProfileToken", profile))
                .text("Uri");
        return service.client().addresses().service(service.uri("GetSnapshotUri", told));
    }

    @Override
    public VideoEncoder encoder(String token) throws OnvifException, InterruptedException {
        return service
                .call(service.request("GetVideoEncoderConfigurations").with("ConfigurationToken", token))
                .children("Configurations")
                .stream()
                .filter(xml -> xml.attribute("token").equals(token))
                .findFirst()
                .map(Media2::encoder)
                .orElseThrow(() -> service.lacks("GetVideoEncoderConfigurations", "no encoder " + token));
    }

    private static VideoEncoder encoder(XmlElement xml) {
        return MediaXml.encoder(xml, xml.attribute("GovLength"), xml.attribute("Profile"));
    }

    @Override
    public List<EncoderOptions> encoderOptions(String encoder, String profile)
            throws OnvifException, InterruptedException {
        return service
                .call(service.request("GetVideoEncoderConfigurationOptions")
                        .with("ConfigurationToken", encoder)
                        .with("ProfileToken", profile))
                .children("Options")
                .stream()
                .map(Media2::options)
                .toList();
    }

    private static EncoderOptions options(XmlElement xml) {
        List<Double> gop = Values.numbers(xml.attribute("GovLengthRange"));
        return new EncoderOptions(
                xml.text("Encoding"),
                MediaXml.resolutions(xml),
                gop.size() < 2 ? EncoderOptions.Range.ANY : new EncoderOptions.Range(gop.get(0), gop.get(1)),
                EncoderOptions.Range.ANY,
                Values.numbers(xml.attribute("FrameRatesSupported")),
                MediaXml.range(xml.find("BitrateRange")),
                Arrays.stream(xml.attribute("ProfilesSupported").split("\\s+"))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @Override
    public void setEncoder(VideoEncoder encoder) throws OnvifException, InterruptedException {
        XmlElement xml = encoder.original()
                .named(service.namespace(), "Configuration")
                .replacing(encoder.encoding(), "Encoding")
                .replacing(Integer.toString(encoder.width()), "Resolution", "Width")
                .replacing(Integer.toString(encoder.height()), "Resolution", "Height")
                .replacing(Values.text(encoder.frameRate()), "RateControl", "FrameRateLimit")
                .replacing(Integer.toString(encoder.bitrate()), "RateControl", "BitrateLimit");
        if (encoder.gop() > 0) {
            xml = xml.withAttribute("GovLength", Integer.toString(encoder.gop()));
        }
        service.call(service.request("SetVideoEncoderConfiguration")
                .with(encoder.profile().isEmpty() ? xml.withoutAttribute("Profile") : xml));
    }

    @Override
    public List<Osd> osds(String videoSourceConfiguration) throws OnvifException, InterruptedException {
        return MediaXml.osds(
                service.call(service.request("GetOSDs").with("ConfigurationToken", videoSourceConfiguration)));
    }

    @Override
    public List<PrivacyMask> masks(String videoSourceConfiguration) throws OnvifException, InterruptedException {
        return service
                .call(service.request("GetMasks").with("ConfigurationToken", videoSourceConfiguration))
                .children("Masks")
                .stream()
                .map(Media2::mask)
                .toList();
    }

    private static PrivacyMask mask(XmlElement xml) {
        Stream<XmlElement> corners = xml.find("Polygon").stream().flatMap(p -> p.children("Point").stream());
        return new PrivacyMask(
                xml.attribute("token"),
                xml.text("ConfigurationToken"),
                corners.map(corner -> new PrivacyMask.Point(
                                Values.number(corner.attribute("x"), 0), Values.number(corner.attribute("y"), 0)))
                        .toList(),
                xml.text("Type"),
                Values.flag(xml.text("Enabled")));
    }
}
