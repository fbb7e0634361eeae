package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.util.OptionalDouble;

/** Sets how a video source sees. */
public final class ImagingService {
    private final Service service;

    ImagingService(Service service) {
        this.service = service;
    }

    public ImagingSettings settings(String videoSource) throws OnvifException, InterruptedException {
        XmlElement told = service.call(service.request("GetImagingSettings").with("VideoSourceToken", videoSource))
                .find("ImagingSettings")
                .orElseThrow(() -> service.wrong("GetImagingSettings", "no settings"));
        return new ImagingSettings(
                number(told, "Brightness"),
                number(told, "ColorSaturation"),
                number(told, "Contrast"),
                number(told, "Sharpness"),
                told.text("IrCutFilter"));
    }

    private static OptionalDouble number(XmlElement settings, String name) {
        double value = Values.number(settings.text(name), Double.NaN);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Changes what is not empty, for good. */
    public void set(String videoSource, ImagingSettings settings) throws OnvifException, InterruptedException {
        XmlElement xml = XmlElement.of(service.namespace(), "ImagingSettings");
        xml = with(xml, "Brightness", settings.brightness());
        xml = with(xml, "ColorSaturation", settings.saturation());
        xml = with(xml, "Contrast", settings.contrast());
        if (!settings.irCutFilter().isEmpty()) {
            xml = xml.with(XmlElement.of(Namespaces.SCHEMA, "IrCutFilter").withText(settings.irCutFilter()));
        }
        xml = with(xml, "Sharpness", settings.sharpness());
        service.call(service.request("SetImagingSettings")
                .with("VideoSourceToken", videoSource)
                .with(xml)
                .with("ForcePersistence", "true"));
    }

    private static XmlElement with(XmlElement settings, String name, OptionalDouble value) {
        return value.isEmpty()
                ? settings
                : settings.with(XmlElement.of(Namespaces.SCHEMA, name).withText(Values.text(value.getAsDouble())));
    }
}
