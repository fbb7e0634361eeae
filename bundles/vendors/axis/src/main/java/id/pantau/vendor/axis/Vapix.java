package id.pantau.vendor.axis;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.vendor.dialect.HttpDevice;
import id.pantau.vendor.dialect.json.DeviceJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** VAPIX at one device; failures told in the platform's words. Safe for several threads. */
final class Vapix {
    static final String JSON = "application/json";
    private static final int INTERNAL_ERROR = 1100;

    private final HttpDevice device;

    Vapix(HttpDevice device) {
        this.device = device;
    }

    /** The path that lists groups of parameters. */
    static String list(String... groups) {
        return "/axis-cgi/param.cgi?action=list&group=" + String.join(",", groups);
    }

    /**
     * The body that calls a method of a JSON interface.
     *
     * @param parameters a JSON object, or the empty string
     */
    static byte[] method(String name, String parameters) {
        String rest = parameters.isEmpty() ? "" : ",\"params\":" + parameters;
        return ("{\"apiVersion\":\"1.0\",\"context\":\"pantau\",\"method\":\"" + name + "\"" + rest + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    Parameters parameters(String... groups) throws CameraException, InterruptedException {
        return Parameters.of(device.call(DeviceRequest.get(list(groups))).text());
    }

    /** Sets parameters; one that the device refuses is an error, those before it may be set by then. */
    void set(Map<String, String> values) throws CameraException, InterruptedException {
        String query = values.entrySet().stream()
                .map(value -> "&" + encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining());
        String said = device.call(DeviceRequest.get("/axis-cgi/param.cgi?action=update" + query))
                .text();
        if (!said.strip().equals("OK")) {
            throw new CameraException(Kind.UNSUPPORTED, device + " param.cgi refuses: " + readable(said));
        }
    }

    /** What a method of a JSON interface gives back. */
    JsonNode call(String cgi, String method, String parameters) throws CameraException, InterruptedException {
        byte[] answer = device.call(DeviceRequest.post("/axis-cgi/" + cgi, JSON, method(method, parameters)))
                .body();
        try {
            return data(DeviceJson.object(answer));
        } catch (IOException e) {
            throw new CameraException(Kind.PROTOCOL, device + " " + cgi + " " + method + ": " + e.getMessage(), e);
        } catch (CameraException e) {
            throw new CameraException(e.kind(), device + " " + cgi + " " + method + ": " + e.getMessage(), e);
        }
    }

    /** Errors come with HTTP 200. */
    static JsonNode data(JsonNode answer) throws CameraException {
        JsonNode error = answer.path("error");
        if (!error.isMissingNode()) {
            boolean internal = error.path("code").asInt() == INTERNAL_ERROR;
            throw new CameraException(
                    internal ? Kind.PROTOCOL : Kind.UNSUPPORTED,
                    "error " + error.path("code").asInt() + " "
                            + readable(error.path("message").asText()));
        }
        return answer.path("data");
    }

    /** Has {@code ptz.cgi} do or tell something. Errors come with HTTP 200, in a line that begins with {@code Error}. */
    String ptz(int camera, String query) throws CameraException, InterruptedException {
        String said = device.call(DeviceRequest.get("/axis-cgi/com/ptz.cgi?camera=" + camera + "&" + query))
                .text();
        if (said.stripLeading().regionMatches(true, 0, "error", 0, 5)) {
            throw new CameraException(Kind.UNSUPPORTED, device + " ptz.cgi refuses: " + readable(said));
        }
        return said;
    }

    byte[] picture(int camera) throws CameraException, InterruptedException {
        return device.picture("/axis-cgi/jpg/image.cgi?camera=" + camera);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** On one line, of a bounded length, in plain characters. */
    private static String readable(String said) {
        String line = said.strip().replaceAll("[^\\x20-\\x7e]+", " ");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    @Override
    public String toString() {
        return device.toString();
    }
}
