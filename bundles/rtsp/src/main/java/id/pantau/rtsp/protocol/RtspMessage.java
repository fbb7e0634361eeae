package id.pantau.rtsp.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A response, or a request that the server sends.
 *
 * @param startLine as received
 * @param status of a response; 0 for a request
 * @param headers by name in lower case, in the order received
 */
public record RtspMessage(String startLine, int status, Map<String, List<String>> headers, String body) {

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public boolean isResponse() {
        return status != 0;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The status line without the version, shortened for a log. */
    public String outcome() {
        int space = startLine.indexOf(' ');
        return Texts.shorten(startLine.substring(space + 1));
    }
}
