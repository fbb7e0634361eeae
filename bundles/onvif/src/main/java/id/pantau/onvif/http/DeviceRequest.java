package id.pantau.onvif.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What is asked of a device, without its login.
 *
 * @param path begins with a slash; may have a query; encoded
 * @param type of the body, or the empty string when there is none
 * @param longest that the answer's body may be, in bytes
 */
public record DeviceRequest(String method, String path, String type, byte[] body, int longest) {
    private static final int USUAL = 2 << 20;

    public DeviceRequest {
        if (!method.matches("[A-Z]{1,16}")) {
            throw new IllegalArgumentException("no HTTP method");
        }
        if (!path.matches("/[\\x21-\\x7e]*") || path.startsWith("//")) {
            throw new IllegalArgumentException("a path begins with one slash and is encoded");
        }
        if (!type.matches("[\\x20-\\x7e]*")) {
            throw new IllegalArgumentException("a type is plain text on one line");
        }
    }

    public static DeviceRequest get(String path) {
        return new DeviceRequest("GET", path, "", new byte[0], USUAL);
    }

    public static DeviceRequest put(String path, String type, String body) {
        return new DeviceRequest("PUT", path, type, body.getBytes(StandardCharsets.UTF_8), USUAL);
    }

    public static DeviceRequest post(String path, String type, byte[] body) {
        return new DeviceRequest("POST", path, type, body, USUAL);
    }

    /** The same with another bound on the answer. */
    public DeviceRequest upTo(int bytes) {
        return new DeviceRequest(method, path, type, body, bytes);
    }

    /** Method and path, without the query, which may hold what nobody should read. */
    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path.split("\\?", 2)[0];
    }
}
