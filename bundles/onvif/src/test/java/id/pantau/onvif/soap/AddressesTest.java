package id.pantau.onvif.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest(name = "{1} at {0} is {2}")
    @CsvSource({
        "http://203.0.113.5:8080/onvif/device_service, http://192.168.1.64/onvif/media, http://203.0.113.5:8080/onvif/media",
        "http://203.0.113.5:8080/onvif/device_service, http://192.168.1.64:8000/onvif/media, http://203.0.113.5:8000/onvif/media",
        "http://192.168.1.64/onvif/device_service, http://192.168.1.64:8000/onvif/media, http://192.168.1.64:8000/onvif/media",
        "https://203.0.113.5/onvif/device_service, http://203.0.113.5/onvif/media, https://203.0.113.5/onvif/media",
        "https://203.0.113.5:8443/onvif/device_service, http://192.168.1.64/onvif/media, https://203.0.113.5:8443/onvif/media",
        "http://[2001:db8::7]:81/onvif/device_service, http://user:pw@192.168.1.64/x?y=1, http://[2001:db8::7]:81/x?y=1",
    })
    @DisplayName(
            "a service is on the host that was asked, on its port unless it is known to be another, and stays under TLS")
    void services(URI asked, URI told, URI expected) {
        Addresses addresses = new Addresses(asked).telling(URI.create("http://192.168.1.64/onvif/device_service"));
        assertEquals(expected, addresses.service(told));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "rtsp://192.168.1.64:554/ch1?x=1, rtsp://cam.example:554/ch1?x=1",
        "rtsp://admin:secret@192.168.1.64/ch1, rtsp://cam.example/ch1",
        "rtsps://192.168.1.64:322, rtsps://cam.example:322",
    })
    @DisplayName("a stream is on the host that was asked, on its own port, without credentials")
    void streams(URI told, URI expected) {
        assertEquals(expected, new Addresses(URI.create("http://cam.example:8080/x")).stream(told));
    }
}
