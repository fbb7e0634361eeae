package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.vendor.dialect.HttpDevice;
import id.pantau.vendor.dialect.HttpDevice.Refusal;
import id.pantau.vendor.dialect.json.DeviceJson;
import java.io.IOException;
import java.util.Optional;

/**
 * LAPI (LightAPI) at one device: JSON read and written, each answer within an envelope that says how it went; failures told
 * in the platform's words. Safe for several threads.
 */
final class Lapi {
    private static final String JSON = "application/json";
    private static final String ROOT = "/LAPI/V1.0";

    private final HttpDevice device;

    Lapi(DeviceHttp http) {
        this.device = new HttpDevice(http, Lapi::refusal);
    }

    /** What strangers ask for. */
    static DeviceRequest get(String path) {
        return DeviceRequest.get(ROOT + path);
    }

    /**
     * The data of an answer.
     *
     * @param path below LAPI's root, such as {@code /System/DeviceInfo}
     */
    JsonNode read(String path) throws CameraException, InterruptedException {
        return data(device.call(get(path)), "GET " + path);
    }

    /** Empty when the device has no such thing. */
    Optional<JsonNode> readIfThere(String path) throws CameraException, InterruptedException {
        return HttpDevice.ifThere(() -> read(path));
    }

    void write(String path, JsonNode data) throws CameraException, InterruptedException {
        data(device.call(DeviceRequest.put(ROOT + path, JSON, data.toString())), "PUT " + path);
    }

    byte[] picture(int channel) throws CameraException, InterruptedException {
        return device.picture(ROOT + "/Channels/" + channel + "/Media/Video/Streams/0/Snapshot");
    }

    private JsonNode data(DeviceAnswer answer, String call) throws CameraException {
        try {
            return data(envelope(answer.body()));
        } catch (IOException e) {
            throw new CameraException(Kind.PROTOCOL, device + " " + call + ": " + e.getMessage(), e);
        } catch (CameraException e) {
            throw new CameraException(e.kind(), device + " " + call + ": " + e.getMessage(), e);
        }
    }

    /** What is around each answer; {@code ResponseCode} is always in it. */
    static JsonNode envelope(byte[] body) throws IOException {
        JsonNode envelope = DeviceJson.object(body).path("Response");
        if (!envelope.path("ResponseCode").isIntegralNumber()) {
            throw new IOException("no answer of LAPI");
        }
        return envelope;
    }

    /** Refusals come with HTTP 200, too. */
    static JsonNode data(JsonNode envelope) throws CameraException {
        if (envelope.path("ResponseCode").asInt() != 0
                || envelope.path("StatusCode").asInt() != 0) {
            throw new CameraException(Kind.UNSUPPORTED, "refused: " + words(envelope));
        }
        return envelope.path("Data");
    }

    private static Refusal refusal(DeviceAnswer answer) {
        try {
            return Refusal.of(words(envelope(answer.body())));
        } catch (IOException e) {
            // the words of a refusal are a courtesy; its HTTP status stands without them
            return Refusal.SILENT;
        }
    }

    /** On one line, of a bounded length, in plain characters. */
    private static String words(JsonNode envelope) {
        String status = envelope.path("StatusString").asText();
        String said = status.isEmpty() || status.equals("Succeed")
                ? envelope.path("ResponseString").asText()
                : status;
        String line = said.replaceAll("[^\\x20-\\x7e]+", " ");
        String code = "code " + envelope.path("ResponseCode").asInt();
        return line.isBlank() ? code : code + " " + (line.length() > 200 ? line.substring(0, 200) : line);
    }

    @Override
    public String toString() {
        return device.toString();
    }
}
