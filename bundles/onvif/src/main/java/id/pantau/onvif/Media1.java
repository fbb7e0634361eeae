package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first media service, of Profile S. */
final class Media1 implements MediaService {
    private static final List<String> CODINGS = List.of("JPEG", "MPEG4", "H264");

    private final Service service;

    Media1(Service service) {
        this.service = service;
    }

    @Override
    public List<MediaProfile> profiles() throws OnvifException, InterruptedException {
        return service.call(service.request("GetProfiles")).children("Profiles").stream()
                .limit(MediaXml.MAX_PROFILES)
                .map(profile -> MediaXml.profile(
                        profile,
                        profile.find("VideoSourceConfiguration"),
                        profile.find("VideoEncoderConfiguration").map(Media1::encoder),
                        profile.find("PTZConfiguration")))
                .toList();
    }

    @Override
    public URI streamUri(String profile) throws OnvifException, InterruptedException {
        XmlElement setup = XmlElement.of(service.namespace(), "StreamSetup")
                .with(XmlElement.of(Namespaces.SCHEMA, "Stream").withText("RTP-Unicast"))
                .with(XmlElement.of(Namespaces.SCHEMA, "Transport").with("Protocol", "RTSP"));
        String told = service.call(service.request("GetStreamUri").with(setup).with("ProfileToken", profile))
                .text("MediaUri", "Uri");
        return service.client().addresses().stream(service.uri("GetStreamUri", told));
    }

    @Override
    public URI snapshotUri(String profile) throws OnvifException, InterruptedException {
        String told = service.call(service.request("GetSnapshotUri").with("ProfileToken", profile))
                .text("MediaUri", "Uri");
        return service.client().addresses().service(service.uri("GetSnapshotUri", told));
    }

    @Override
    public VideoEncoder encoder(String token) throws OnvifException, InterruptedException {
        return service.call(service.request("GetVideoEncoderConfiguration").with("ConfigurationToken", token))
                .find("Configuration")
                .map(Media1::encoder)
                .orElseThrow(() -> service.lacks("GetVideoEncoderConfiguration", "no encoder " + token));
    }

    private static VideoEncoder encoder(XmlElement xml) {
        String encoding = xml.text("Encoding");
        String gop = xml.find(encoding.isEmpty() ? "H264" : encoding, "GovLength")
                .map(XmlElement::text)
                .orElse("");
        return MediaXml.encoder(xml, gop, xml.text(encoding.isEmpty() ? "H264" : encoding, encoding + "Profile"));
    }

    @Override
    public List<EncoderOptions> encoderOptions(String encoder, String profile)
            throws OnvifException, InterruptedException {
        XmlElement options = service.call(service.request("GetVideoEncoderConfigurationOptions")
                        .with("ConfigurationToken", encoder)
                        .with("ProfileToken", profile))
                .find("Options")
                .orElseThrow(() -> service.wrong("GetVideoEncoderConfigurationOptions", "no options"));
        List<EncoderOptions> byCoding = new ArrayList<>();
        for (String coding : CODINGS) {
            Optional<XmlElement> plain = options.find(coding);
            if (plain.isPresent()) {
                byCoding.add(options(coding, plain.get(), options.find("Extension", coding)));
            }
        }
        return List.copyOf(byCoding);
    }

    private static EncoderOptions options(String coding, XmlElement xml, Optional<XmlElement> extension) {
        return new EncoderOptions(
                coding,
                MediaXml.resolutions(xml),
                MediaXml.range(xml.find("GovLengthRange")),
                MediaXml.range(xml.find("FrameRateRange")),
                List.of(),
                MediaXml.range(extension.flatMap(more -> more.find("BitrateRange"))),
                xml.children(coding + "ProfilesSupported").stream()
                        .map(XmlElement::text)
                        .toList());
    }

    @Override
    public void setEncoder(VideoEncoder encoder) throws OnvifException, InterruptedException {
        service.call(service.request("SetVideoEncoderConfiguration")
                .with(configuration(encoder))
                .with("ForcePersistence", "true"));
    }

    /** In the order that the schema wants; the coding's own part is left out where another coding was before. */
    private XmlElement configuration(VideoEncoder encoder) {
        XmlElement old = encoder.original();
        XmlElement xml = XmlElement.of(service.namespace(), "Configuration").withAttribute("token", encoder.token());
        for (XmlElement part : old.children()) {
            xml = switch (part.name()) {
                case "Encoding" -> xml.with(part.withText(encoder.encoding()));
                case "Resolution" ->
                    xml.with(part.replacing(Integer.toString(encoder.width()), "Width")
                            .replacing(Integer.toString(encoder.height()), "Height"));
                case "RateControl" -> xml.with(rate(part, encoder));
                case "H264", "MPEG4" ->
                    part.name().equals(encoder.encoding())
                            ? xml.with(part.replacing(Integer.toString(encoder.gop()), "GovLength"))
                            : xml;
                case "Multicast" -> withNewCoding(xml, encoder).with(part);
                default -> xml.with(part);
            };
        }
        return xml;
    }

    private static XmlElement rate(XmlElement part, VideoEncoder encoder) {
        return part.replacing(Values.text(encoder.frameRate()), "FrameRateLimit")
                .replacing(Integer.toString(encoder.bitrate()), "BitrateLimit");
    }

    private static XmlElement withNewCoding(XmlElement xml, VideoEncoder encoder) {
        boolean told = xml.find(encoder.encoding()).isPresent();
        return told || !encoder.encoding().equals("H264")
                ? xml
                : xml.with(XmlElement.of(Namespaces.SCHEMA, "H264")
                        .with("GovLength", Integer.toString(encoder.gop()))
                        .with("H264Profile", "Main"));
    }

    @Override
    public List<Osd> osds(String videoSourceConfiguration) throws OnvifException, InterruptedException {
        return MediaXml.osds(
                service.call(service.request("GetOSDs").with("ConfigurationToken", videoSourceConfiguration)));
    }

    @Override
    public List<PrivacyMask> masks(String videoSourceConfiguration) throws OnvifException {
        throw service.lacks("GetMasks", "the device has the first media service alone");
    }
}
