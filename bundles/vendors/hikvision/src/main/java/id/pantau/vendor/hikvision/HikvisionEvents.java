package id.pantau.vendor.hikvision;

import id.pantau.onvif.http.MultipartReader.Part;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.vendor.dialect.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a device tells on its line of events. */
final class HikvisionEvents {
    /** Devices say that there is nothing at least every ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Map<String, DeviceEvent.Kind> KINDS = Map.ofEntries(
            Map.entry("vmd", DeviceEvent.Kind.MOTION),
            Map.entry("linedetection", DeviceEvent.Kind.LINE_CROSSED),
            Map.entry("fielddetection", DeviceEvent.Kind.AREA_ENTERED),
            Map.entry("regionentrance", DeviceEvent.Kind.AREA_ENTERED),
            Map.entry("shelteralarm", DeviceEvent.Kind.TAMPERED),
            Map.entry("tamperdetection", DeviceEvent.Kind.TAMPERED),
            Map.entry("scenechangedetection", DeviceEvent.Kind.TAMPERED),
            Map.entry("videoloss", DeviceEvent.Kind.VIDEO_LOST),
            Map.entry("io", DeviceEvent.Kind.ALARM_INPUT),
            Map.entry("diskfull", DeviceEvent.Kind.STORAGE_FAILED),
            Map.entry("diskerror", DeviceEvent.Kind.STORAGE_FAILED));

    private HikvisionEvents() {}

    static EventLine line(Isapi isapi) {
        return new EventLine(
                "hikvision-events",
                () -> isapi.open("/ISAPI/Event/notification/alertStream", SILENCE),
                HikvisionEvents::event);
    }

    /** Empty for what is no event, such as the picture that belongs to one. */
    static Optional<DeviceEvent> event(Part part) {
        if (part.body().length == 0 || part.type().startsWith("image/")) {
            return Optional.empty();
        }
        try {
            XmlElement told = XmlReader.read(part.body());
            String type = told.text("eventType");
            if (type.isEmpty()) {
                return Optional.empty();
            }
            String channel = told.text("dynChannelID");
            return Optional.of(new DeviceEvent(
                    KINDS.getOrDefault(type.toLowerCase(Locale.ROOT), DeviceEvent.Kind.OTHER),
                    channel.isEmpty() ? told.text("channelID") : channel,
                    told.text("eventState").equals("active") ? DeviceEvent.State.BEGUN : DeviceEvent.State.ENDED,
                    Instant.now(),
                    told.text("inputIOPortID"),
                    part.text()));
        } catch (XmlException e) {
            return Optional.of(new DeviceEvent(
                    DeviceEvent.Kind.OTHER, "", DeviceEvent.State.MOMENT, Instant.now(), "", part.text()));
        }
    }
}
