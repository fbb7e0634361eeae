package id.pantau.rtsp.protocol;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server grants in its answer to SETUP (RFC 2326, sections 12.37 and 12.39).
 *
 * @param session to name in every further request
 * @param timeoutSeconds after which the server forgets a silent client
 * @param channel that carries RTP
 */
public record SetupAnswer(String session, int timeoutSeconds, int channel) {
    private static final int DEFAULT_TIMEOUT = 60;
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})(?:-\\d{1,3})?");
    private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,6})");

    /** @throws RtspProtocolException when it grants something else than interleaved transport */
    public static SetupAnswer parse(RtspMessage message) throws RtspProtocolException {
        String session = message.header("Session").orElse("");
        String[] parts = session.split(";", 2);
        if (parts[0].isBlank() || parts[0].trim().length() > 256) {
            throw new RtspProtocolException("SETUP was answered without a usable Session");
        }
        String transport = message.header("Transport").orElse("");
        Matcher interleaved = INTERLEAVED.matcher(transport.toLowerCase(Locale.ROOT));
        if (!interleaved.find() || Integer.parseInt(interleaved.group(1)) > 255) {
            throw new RtspProtocolException(
                    "SETUP was answered without an interleaved Transport: " + Texts.shorten(transport));
        }
        int timeout = DEFAULT_TIMEOUT;
        Matcher given = TIMEOUT.matcher(parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "");
        if (given.find() && Integer.parseInt(given.group(1)) > 0) {
            timeout = Integer.parseInt(given.group(1));
        }
        return new SetupAnswer(parts[0].trim(), timeout, Integer.parseInt(interleaved.group(1)));
    }
}
