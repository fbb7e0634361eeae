package id.pantau.vendor.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.FakeWeb;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.vendor.dialect.HttpDevice.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpDeviceTest {
    private final WebAccess access = new WebAccess("Acme's dialect", 3);
    private volatile Response answer = Response.of(200, "text/plain", new byte[0]);
    private FakeWeb web;
    private Endpoint endpoint;

    @BeforeEach
    void plugIn() throws IOException {
        web = new FakeWeb(request -> answer);
        endpoint = Endpoint.parse("127.0.0.1:" + web.port());
    }

    @AfterEach
    void unplug() {
        web.close();
    }

    private DeviceHttp http() throws CameraException {
        return access.http(endpoint, Credentials.NONE);
    }

    private static CameraException failure(HttpDevice device) {
        return assertThrows(CameraException.class, () -> device.call(DeviceRequest.get("/a")));
    }

    @ParameterizedTest(name = "HTTP {0} is {1}")
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, UNSUPPORTED",
        "404, UNSUPPORTED",
        "599, UNSUPPORTED",
        "503, BUSY",
        "500, PROTOCOL",
        "302, PROTOCOL"
    })
    void tellsARefusalByItsKind(int status, Kind kind) throws Exception {
        answer = Response.of(status, "text/plain", new byte[0]).with("WWW-Authenticate", "Digest nonce=\"1\"");
        assertEquals(kind, failure(new HttpDevice(http())).kind());
    }

    @Test
    void theDialectsWordsSayMoreThanTheStatus() throws Exception {
        answer = Response.of(500, "text/plain", "asleep".getBytes());
        HttpDevice device = new HttpDevice(http(), refused -> new Refusal(refused.text(), Optional.of(Kind.BUSY)));
        CameraException e = failure(device);
        assertEquals(Kind.BUSY, e.kind());
        assertTrue(e.getMessage().endsWith("HTTP 500: asleep"), e.getMessage());
    }

    @Test
    void onlyWhatIsNotThereIsMissing() throws Exception {
        HttpDevice device = new HttpDevice(http());
        HttpDevice.Call<String> call =
                () -> device.call(DeviceRequest.get("/a")).text();
        assertEquals(Optional.of(""), HttpDevice.ifThere(call));
        answer = Response.of(404, "text/plain", new byte[0]);
        assertEquals(Optional.empty(), HttpDevice.ifThere(call));
        answer = Response.of(500, "text/plain", new byte[0]);
        assertThrows(CameraException.class, () -> HttpDevice.ifThere(call));
    }

    @ParameterizedTest(name = "a picture of {0} bytes")
    @CsvSource({"3, false", "4, true", "4194304, true", "4194305, false"})
    void aPictureIsAJpegFileWithinItsBound(int length, boolean good) throws Exception {
        byte[] jpeg = new byte[length];
        jpeg[0] = (byte) 0xFF;
        jpeg[1] = (byte) 0xD8;
        answer = Response.of(200, "image/jpeg", jpeg);
        HttpDevice device = new HttpDevice(http());
        if (good) {
            assertEquals(length, device.picture("/a").length);
            jpeg[1] = 0;
        }
        assertEquals(
                Kind.PROTOCOL,
                assertThrows(CameraException.class, () -> device.picture("/a")).kind());
    }

    @Test
    void whatIsAskedOtherwiseIsNotEvenConnectedTo() throws Exception {
        Endpoint rtsp = Endpoint.parse("rtsp://127.0.0.1:" + web.port() + "/x");
        ProbeResult result = access.probe(rtsp, http -> {
            throw new IllegalStateException("asked");
        });
        assertTrue(result instanceof ProbeResult.NotMine, result::toString);
        assertEquals(
                Kind.UNSUPPORTED,
                assertThrows(CameraException.class, () -> access.http(rtsp, Credentials.NONE))
                        .kind());
    }

    @Test
    void aBrokenCertificatePinIsRefusedByName() {
        PinsCheck check = new PinsCheck("id.pantau.vendor.acme") {};
        String problem = check.problem(Map.of("certificatePins", List.of("10.0.0.8=AB:CD")))
                .orElse("");
        assertTrue(problem.contains("10.0.0.8=AB:CD"), problem);
    }
}
