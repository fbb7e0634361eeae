package id.pantau.vendor.dahua;

import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.onvif.http.DeviceStream;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.vendor.dialect.HttpDevice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The CGI programs of one device; failures told in the platform's words. Safe for several threads. */
final class Cgi {
    private final HttpDevice device;

    Cgi(DeviceHttp http) {
        this.device = new HttpDevice(http);
    }

    /** A text as it may stand in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    CgiText read(String program) throws CameraException, InterruptedException {
        return CgiText.of(text(program));
    }

    /** Empty when the device has no such thing, or this login no right to it. */
    Optional<CgiText> readIfThere(String program) throws CameraException, InterruptedException {
        return HttpDevice.ifThere(() -> read(program));
    }

    /** Asks for something to be done; whatever is not agreed to in so many words was not done. */
    void tell(String program) throws CameraException, InterruptedException {
        if (!text(program).strip().equalsIgnoreCase("OK")) {
            throw new CameraException(Kind.UNSUPPORTED, device + " " + name(program) + ": it does not do that");
        }
    }

    private String text(String program) throws CameraException, InterruptedException {
        String text = device.call(get(program)).text();
        if (text.startsWith("Error")) {
            throw new CameraException(Kind.UNSUPPORTED, device + " " + name(program) + ": it answers Error");
        }
        return text;
    }

    byte[] picture(int channel) throws CameraException, InterruptedException {
        return device.picture("/cgi-bin/snapshot.cgi?channel=" + channel);
    }

    DeviceStream open(String program, Duration silence) throws CameraException, InterruptedException {
        return device.open(get(program), silence);
    }

    private static DeviceRequest get(String program) {
        return DeviceRequest.get("/cgi-bin/" + program);
    }

    private static String name(String program) {
        return program.split("[?]", 2)[0];
    }
}
