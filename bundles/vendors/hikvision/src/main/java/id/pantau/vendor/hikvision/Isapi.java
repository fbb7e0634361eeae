package id.pantau.vendor.hikvision;

import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.onvif.http.DeviceStream;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.vendor.dialect.HttpDevice;
import id.pantau.vendor.dialect.HttpDevice.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** ISAPI at one device: documents read and written, failures told in the platform's words. Safe for several threads. */
final class Isapi {
    private static final String XML = "application/xml; charset=UTF-8";

    private final HttpDevice device;

    Isapi(DeviceHttp http) {
        this.device = new HttpDevice(http, Isapi::refusal);
    }

    XmlElement read(String path) throws CameraException, InterruptedException {
        try {
            return XmlReader.read(device.call(DeviceRequest.get(path)).body());
        } catch (XmlException e) {
            throw new CameraException(Kind.PROTOCOL, device + " GET " + path + ": " + e.getMessage(), e);
        }
    }

    /** Empty when the device has no such thing, or this login no right to it. */
    Optional<XmlElement> readIfThere(String path) throws CameraException, InterruptedException {
        return HttpDevice.ifThere(() -> read(path));
    }

    void write(String path, String document) throws CameraException, InterruptedException {
        device.call(DeviceRequest.put(path, XML, document));
    }

    byte[] picture(String path) throws CameraException, InterruptedException {
        return device.picture(path);
    }

    DeviceStream open(String path, Duration silence) throws CameraException, InterruptedException {
        return device.open(DeviceRequest.get(path), silence);
    }

    private static Refusal refusal(DeviceAnswer answer) {
        String said = status(answer);
        return said.equalsIgnoreCase("notActivated")
                ? new Refusal("it is not activated; give it its first password", Optional.of(Kind.UNSUPPORTED))
                : Refusal.of(said);
    }

    /** What a refusal says in ISAPI's words; the empty string when it says nothing that can be read. */
    static String status(DeviceAnswer answer) {
        try {
            XmlElement said = XmlReader.read(answer.body());
            if (said.text("lockStatus").equals("lock")) {
                return "the account is locked for " + word(said.text("unlockTime")) + " s";
            }
            return word(said.text("subStatusCode"));
        } catch (IOException e) {
            // the words of a refusal are a courtesy; its HTTP status stands without them
            return "";
        }
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_ ]{1,64}") ? text : "";
    }
}
