package id.pantau.rtsp.protocol;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server grants in its answer to SETUP (RFC 2326, sections 12.37 and 12.39).
 *
 * @param session to name in every further request
 * @param timeoutSeconds after which the server forgets a silent client
 * @param channel that carries RTP; -1 when it comes by datagrams
 * @param serverPort where datagrams come from, as the server says; 0 when it does not, or they do not
 */
public record SetupAnswer(String session, int timeoutSeconds, int channel, int serverPort) {
    private static final int DEFAULT_TIMEOUT = 60;
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})(?:-\\d{1,3})?");
    private static final Pattern SERVER_PORT = Pattern.compile("server_port=(\\d{1,5})(?:-\\d{1,5})?");
    private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,6})");

    /**
     * @param asked the channel that was asked for, which a server may grant without a word; -1 for datagrams
     * @throws RtspProtocolException when it grants something else
     */
    public static SetupAnswer parse(RtspMessage message, int asked) throws RtspProtocolException {
        String session = message.header("Session").orElse("");
        String[] parts = session.split(";", 2);
        if (parts[0].isBlank() || parts[0].trim().length() > 256) {
            throw new RtspProtocolException("SETUP was answered without a usable Session");
        }
        String transport = message.header("Transport").orElse("").toLowerCase(Locale.ROOT);
        int channel = asked < 0 ? -1 : channel(transport, asked);
        if (asked < 0 && transport.contains("/tcp")) {
            throw new RtspProtocolException("SETUP for datagrams was answered with " + Texts.shorten(transport));
        }
        int timeout = DEFAULT_TIMEOUT;
        Matcher given = TIMEOUT.matcher(parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "");
        if (given.find() && Integer.parseInt(given.group(1)) > 0) {
            timeout = Integer.parseInt(given.group(1));
        }
        return new SetupAnswer(parts[0].trim(), timeout, channel, asked < 0 ? serverPort(transport) : 0);
    }

    private static int channel(String transport, int asked) throws RtspProtocolException {
        Matcher interleaved = INTERLEAVED.matcher(transport);
        if (interleaved.find() && Integer.parseInt(interleaved.group(1)) <= 255) {
            return Integer.parseInt(interleaved.group(1));
        }
        if (transport.contains("_port=") || transport.contains("interleaved=")) {
            throw new RtspProtocolException(
                    "SETUP was answered without an interleaved Transport: " + Texts.shorten(transport));
        }
        return asked;
    }

    private static int serverPort(String transport) {
        Matcher port = SERVER_PORT.matcher(transport);
        int number = port.find() ? Integer.parseInt(port.group(1)) : 0;
        return number <= 65_535 ? number : 0;
    }
}
