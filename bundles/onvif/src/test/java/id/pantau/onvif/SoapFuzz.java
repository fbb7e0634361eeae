package id.pantau.onvif;

import id.pantau.onvif.soap.Envelope;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import java.util.Optional;

/** Messages of a device: any XML, envelopes, faults, notices, profiles, services. */
public final class SoapFuzz {
    private SoapFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        XmlElement body;
        try {
            XmlElement document = XmlReader.read(input);
            String written = document.toString();
            require(XmlReader.read(written).toString().equals(written), "what is written is read as it was");
            body = Envelope.read(document);
        } catch (XmlException e) {
            require(e.getMessage() != null, "a refusal says why");
            return;
        }
        Envelope.fault(body).ifPresent(fault -> {
            require(fault.subcodes().size() <= 8, "subcodes are few");
            require(fault.reason().lines().count() <= 1, "a reason is one line");
        });
        body.children("NotificationMessage").stream().map(Notification::read).forEach(notice -> {
            require(notice.lastStep() != null, "a topic ends");
            require(notice.toJson().lines().count() == 1, "a notice is one line");
        });
        for (XmlElement profile : body.children("Profiles")) {
            MediaXml.profile(
                    profile,
                    profile.find("VideoSourceConfiguration"),
                    profile.find("VideoEncoderConfiguration").map(xml -> MediaXml.encoder(xml, "", "")),
                    Optional.empty());
        }
        MediaXml.resolutions(body);
        MediaXml.range(body.find("BitrateRange"));
        MediaXml.osds(body);
        Capabilities.services(body);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
