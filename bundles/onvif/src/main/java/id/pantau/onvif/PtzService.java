package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.util.List;

/** Moves the pictures of a profile that has a PTZ configuration. */
public final class PtzService {
    private static final int MAX_PRESETS = 1000;

    private final Service service;

    PtzService(Service service) {
        this.service = service;
    }

    /** Moves until stopped, or until the device's own time-out. An axis that the profile lacks is left out. */
    public void move(MediaProfile profile, PtzVector speed) throws OnvifException, InterruptedException {
        service.call(request("ContinuousMove", profile).with(vector("Velocity", profile, speed)));
    }

    public void moveTo(MediaProfile profile, PtzVector place) throws OnvifException, InterruptedException {
        service.call(request("AbsoluteMove", profile).with(vector("Position", profile, place)));
    }

    public void moveBy(MediaProfile profile, PtzVector way) throws OnvifException, InterruptedException {
        service.call(request("RelativeMove", profile).with(vector("Translation", profile, way)));
    }

    public void stop(MediaProfile profile) throws OnvifException, InterruptedException {
        service.call(request("Stop", profile).with("PanTilt", "true").with("Zoom", "true"));
    }

    public PtzStatus status(MediaProfile profile) throws OnvifException, InterruptedException {
        XmlElement told = service.call(request("GetStatus", profile))
                .find("PTZStatus")
                .orElseThrow(() -> service.wrong("GetStatus", "no status"));
        boolean moving = told.find("MoveStatus").stream()
                .flatMap(status -> status.children().stream())
                .anyMatch(axis -> axis.text().equals("MOVING"));
        return new PtzStatus(told.find("Position").map(PtzService::place), moving, told.text("Error"));
    }

    private static PtzVector place(XmlElement position) {
        return new PtzVector(
                axis(position, "PanTilt", "x"), axis(position, "PanTilt", "y"), axis(position, "Zoom", "x"));
    }

    private static double axis(XmlElement position, String part, String name) {
        return position.find(part)
                .map(xml -> Values.number(xml.attribute(name), 0))
                .orElse(0.0);
    }

    /** At most 1,000. */
    public List<PtzPreset> presets(MediaProfile profile) throws OnvifException, InterruptedException {
        return service.call(request("GetPresets", profile)).children("Preset").stream()
                .limit(MAX_PRESETS)
                .map(xml -> new PtzPreset(xml.attribute("token"), xml.text("Name")))
                .toList();
    }

    public void goTo(MediaProfile profile, String preset) throws OnvifException, InterruptedException {
        service.call(request("GotoPreset", profile).with("PresetToken", preset));
    }

    private XmlElement request(String operation, MediaProfile profile) {
        return service.request(operation).with("ProfileToken", profile.token());
    }

    private XmlElement vector(String name, MediaProfile profile, PtzVector value) {
        XmlElement vector = XmlElement.of(service.namespace(), name);
        if (profile.ptz().map(MediaProfile.PtzConfiguration::panTilt).orElse(true)) {
            vector = vector.with(XmlElement.of(Namespaces.SCHEMA, "PanTilt")
                    .withAttribute("x", Values.text(value.pan()))
                    .withAttribute("y", Values.text(value.tilt())));
        }
        if (profile.ptz().map(MediaProfile.PtzConfiguration::zoom).orElse(true)) {
            vector =
                    vector.with(XmlElement.of(Namespaces.SCHEMA, "Zoom").withAttribute("x", Values.text(value.zoom())));
        }
        return vector;
    }
}
