package id.pantau.onvif.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a device answers.
 *
 * @param headers in the device's order
 */
public record DeviceAnswer(int status, List<Header> headers, byte[] body) {

    /** @param name in lower case */
    public record Header(String name, String value) {}

    /** The values of all headers of a name, in whatever case it is written. */
    public List<String> all(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header -> header.name().equals(wanted))
                .map(Header::value)
                .toList();
    }

    /** The value of the first header of a name, or the empty string. */
    public String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** Who asks for a login, as its first challenge tells it; the empty string when nobody does or it has no name. */
    public String realm() {
        return status == 401 ? Challenge.realm(all("www-authenticate")) : "";
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    @Override
    public String toString() {
        return "DeviceAnswer[" + status + ", " + body.length + " bytes]";
    }
}
