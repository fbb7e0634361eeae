package id.pantau.rtsp.server;

import java.util.Locale;
import java.util.Map;

/**
 * One RTSP request.
 *
 * @param uri as the client wrote it
 * @param path of the URI, with its query, without a trailing slash; {@code *} for the server itself
 * @param headers by lower-case name
 */
record Request(String method, String uri, String path, Map<String, String> headers) {

    /** The header's value, or the empty string. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
